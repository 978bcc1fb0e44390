import type { Sql } from '#lib/platform/db.ts'
import { type Chain, hmacOf, type SealedRange } from './seal.ts'

export type ChainCheck = {
  /** What is wrong with the chain, in sentences; empty when it is whole. */
  readonly faults: readonly string[]
  readonly sealCount: number
  /** The last sealed id; 0 before the first seal. */
  readonly sealedTo: bigint
}

type Row = SealedRange & { hmac: Uint8Array; rowsNow: bigint; digestNow: Uint8Array }

const PAGE = 1_000
const FAULTS_MAX = 10
/** An id below every other. */
const FIRST = '-9223372036854775808'

/**
 * Walks a chain from its first seal: every range follows the one before, every seal carries its own keyed hash and its
 * predecessor's, and the rows of each range are the rows that were sealed. `after` starts behind a seal known to be good.
 */
export async function verifySeals(tx: Sql, chain: Chain, after = 0n): Promise<ChainCheck> {
  const faults: string[] = []
  let last = await sealAt(tx, chain, after)
  let sealCount = 0
  if (last === undefined) {
    const [stray] = await tx.sql<{ rows: bigint }>(`SELECT row_count AS rows FROM chain_digest($1, ${FIRST}, 0)`, [
      chain,
    ])
    if (stray !== undefined && stray.rows !== 0n)
      faults.push(`${stray.rows} rows of ${chain} lie before the first seal.`)
  }
  for (;;) {
    const page = await readSeals(tx, chain, last?.toId ?? 0n)
    for (const seal of page) {
      faults.push(...faultsOf(seal, last))
      last = seal
    }
    sealCount += page.length
    if (page.length < PAGE || faults.length >= FAULTS_MAX) break
  }
  return { faults: faults.slice(0, FAULTS_MAX), sealCount, sealedTo: last?.toId ?? 0n }
}

/** Rows of a chain that no longer say what they were recorded with, above an id. */
export async function alteredRows(tx: Sql, chain: Chain, above: bigint): Promise<bigint[]> {
  const rows = await tx.sql<{ id: bigint }>(
    `SELECT id FROM chain_altered($1, $2::bigint, 9223372036854775807) ORDER BY id LIMIT ${FAULTS_MAX}`,
    [chain, above === 0n ? FIRST : (above + 1n).toString()],
  )
  return rows.map(({ id }) => id)
}

function faultsOf(seal: Row, previous: Row | undefined): string[] {
  const name = `Seal ${seal.id} of ${seal.chain} (${seal.fromId} to ${seal.toId})`
  const expectedFrom = (previous?.toId ?? 0n) + 1n
  return [
    ...(seal.fromId === expectedFrom ? [] : [`${name} should begin at ${expectedFrom}: a seal is missing.`]),
    ...(isSame(seal.previousHmac, previous?.hmac ?? new Uint8Array())
      ? []
      : [`${name} does not follow the seal before it.`]),
    ...(isSame(seal.hmac, hmacOf(seal)) ? [] : [`${name} was changed, or made under another key.`]),
    ...(seal.rowsNow === seal.rowCount ? [] : [`${name} holds ${seal.rowsNow} rows; ${seal.rowCount} were sealed.`]),
    ...(isSame(seal.digest, seal.digestNow) ? [] : [`${name} holds other rows than were sealed.`]),
  ]
}

const isSame = (left: Uint8Array, right: Uint8Array) => Buffer.from(left).equals(Buffer.from(right))

const COLUMNS = `s.id, s.chain, s.from_id AS "fromId", s.to_id AS "toId", s.row_count AS "rowCount", s.digest,
  s.previous_hmac AS "previousHmac", s.hmac, s.sealed_at AS "sealedAt", d.row_count AS "rowsNow", d.digest AS "digestNow"`

function readSeals(tx: Sql, chain: Chain, after: bigint): Promise<Row[]> {
  return tx.sql<Row>(
    `SELECT ${COLUMNS} FROM seal s CROSS JOIN LATERAL chain_digest(s.chain, s.from_id, s.to_id) d
      WHERE s.chain = $1 AND s.to_id > $2::bigint ORDER BY s.to_id LIMIT ${PAGE}`,
    [chain, after.toString()],
  )
}

async function sealAt(tx: Sql, chain: Chain, toId: bigint): Promise<Row | undefined> {
  if (toId === 0n) return undefined
  const [row] = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM seal s CROSS JOIN LATERAL chain_digest(s.chain, s.from_id, s.to_id) d
      WHERE s.chain = $1 AND s.to_id = $2::bigint`,
    [chain, toId.toString()],
  )
  return row
}
