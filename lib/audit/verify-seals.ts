import type { Sql } from '#lib/platform/db.ts'
import { type Chain, digestOf, hmacOf, SEAL_COLUMNS, type Seal } from './seal.ts'

/** More findings than this tell nothing new. */
const FAULTS_MAX = 10

export type SealCheck = {
  /** What is wrong, a sentence each. */
  readonly faults: readonly string[]
  readonly sealedTo: bigint
  readonly sealCount: number
}

/**
 * Checks the seals behind row `since` (all by default): each genuine and linked to the one before, their ranges without a
 * gap, and the rows under them the ones that were sealed.
 */
export async function verifySeals(tx: Sql, chain: Chain, since = 0n): Promise<SealCheck> {
  const seals = await tx.sql<Seal>(
    `SELECT ${SEAL_COLUMNS} FROM seal WHERE chain = $1
        AND id >= coalesce((SELECT max(id) FROM seal WHERE chain = $1 AND to_id <= $2::bigint), 0) ORDER BY from_id`,
    [chain, since.toString()],
  )
  const faults: string[] = []
  const [first] = seals
  if (first !== undefined && since === 0n && first.fromId !== 1n)
    faults.push(`The first seal of the ${chain} chain is missing.`)
  const early = await digestOf(tx, chain, -(2n ** 62n), 0n)
  if (early.rowCount > 0n) faults.push(`${early.rowCount} rows were slipped in before the ${chain} chain begins.`)
  let previous: Seal | undefined
  for (const seal of seals) {
    if (faults.length >= FAULTS_MAX) break
    faults.push(...(await faultsOf(tx, chain, seal, previous)))
    previous = seal
  }
  return { faults, sealedTo: seals.at(-1)?.toId ?? 0n, sealCount: seals.length }
}

async function faultsOf(tx: Sql, chain: Chain, seal: Seal, previous: Seal | undefined): Promise<string[]> {
  const name = `The seal over ${chain} rows ${seal.fromId} to ${seal.toId}`
  const faults: string[] = []
  if (!hmacOf(chain, seal).equals(Buffer.from(seal.hmac)))
    faults.push(`${name} was changed, or made under another key.`)
  if (previous !== undefined) {
    const isNext = seal.fromId === previous.toId + 1n
    const isLinked = Buffer.from(seal.previousHmac).equals(Buffer.from(previous.hmac))
    if (!isNext || !isLinked) faults.push(`${name} does not follow the one before it: a seal was removed or put in.`)
  }
  const now = await digestOf(tx, chain, seal.fromId, seal.toId)
  if (now.rowCount !== seal.rowCount) {
    faults.push(`${name} was set over ${seal.rowCount} rows; there are ${now.rowCount} now.`)
  } else if (!now.digest.equals(Buffer.from(seal.digest)))
    faults.push(`${name} holds other rows than were sealed: one was changed.`)
  return faults
}

/** Ids of rows behind `since` whose content no longer gives the hash they were recorded with. */
export async function alteredRows(tx: Sql, chain: Chain, since: bigint): Promise<bigint[]> {
  const rows = await tx.sql<{ id: bigint }>(
    `SELECT id FROM chain_altered($1, $2::bigint, 9223372036854775807) ORDER BY id LIMIT ${FAULTS_MAX}`,
    [chain, (since + 1n).toString()],
  )
  return rows.map((row) => row.id)
}
