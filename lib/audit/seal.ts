import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { UniqueViolation } from '#lib/platform/database-fault.ts'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { log } from '#lib/platform/log.ts'

/** What is sealed: journal entries with their lines and accounts, and the audit trail. */
export type Chain = 'journal' | 'audit'

export type SealedRange = {
  readonly id: bigint
  readonly chain: Chain
  readonly fromId: bigint
  readonly toId: bigint
  readonly rowCount: bigint
  readonly digest: Uint8Array
  readonly previousHmac: Uint8Array
  readonly sealedAt: Date
}

/** Chains run over all entities: whoever could cut one entity's rows out could not be told from a quiet day. */
export const SEALER: Scope = { entityId: '', livemode: false, actor: 'system' }

/** Rows of one seal: enough for a minute at full speed, few enough to recompute at once. */
const SEAL_ROWS_MAX = 100_000n
const SEALS_PER_RUN_MAX = 1_000
const WAITS_MAX = 40
const WAIT_MS = 250

type Frontier = { last_id: bigint; horizon: string; oldest: string }

/**
 * Seals what the chain gained since its last seal; answers with the number of rows. Runs outside money's transactions.
 *
 * Ids are drawn before their rows are visible, so a range is sealed only once every transaction has ended that was
 * open when its last id was read; what is still open waits for the next run.
 */
export async function sealChain(chain: Chain, at: Date): Promise<bigint> {
  const frontier = await inRawTransaction(SEALER, (tx) => readFrontier(tx, chain))
  if (!(await isPast(chain, BigInt(frontier.horizon)))) return 0n
  let sealed = 0n
  for (let seals = 0; seals < SEALS_PER_RUN_MAX; seals += 1) {
    const rows = await inRawTransaction(SEALER, (tx) => sealNext(tx, chain, frontier.last_id, at)).catch(unlessRaced)
    if (rows === null) break
    sealed += rows
  }
  return sealed
}

/** Another sealer took the range: it goes on from there. */
function unlessRaced(error: unknown): null {
  if (error instanceof UniqueViolation) return null
  throw error
}

/** Waits until every transaction older than the horizon has ended; gives up when one stays open. */
async function isPast(chain: Chain, horizon: bigint): Promise<boolean> {
  for (let tries = 0; tries < WAITS_MAX; tries += 1) {
    if (tries > 0) await setTimeout(WAIT_MS)
    const { oldest } = await inRawTransaction(SEALER, (tx) => readFrontier(tx, chain))
    if (BigInt(oldest) >= horizon) return true
  }
  return false
}

async function readFrontier(tx: Sql, chain: Chain): Promise<Frontier> {
  const [row] = await tx.sql<Frontier>(
    'SELECT last_id, horizon::text AS horizon, oldest::text AS oldest FROM chain_frontier($1)',
    [chain],
  )
  if (row === undefined) throw new Error(`the ${chain} chain has no frontier`)
  return row
}

/** Seals the next range up to `last`; null when there is none. The unique keys refuse a second sealer. */
async function sealNext(tx: Sql, chain: Chain, last: bigint, at: Date): Promise<bigint | null> {
  const [previous] = await tx.sql<{ toId: bigint; hmac: Uint8Array }>(
    'SELECT to_id AS "toId", hmac FROM seal WHERE chain = $1 ORDER BY to_id DESC LIMIT 1',
    [chain],
  )
  const fromId = (previous?.toId ?? 0n) + 1n
  if (fromId > last) return null
  const toId = last - fromId >= SEAL_ROWS_MAX ? fromId + SEAL_ROWS_MAX - 1n : last
  const [content] = await tx.sql<{ id: bigint; rowCount: bigint; digest: Uint8Array }>(
    `SELECT nextval(pg_get_serial_sequence('seal', 'id')) AS id, row_count AS "rowCount", digest
       FROM chain_digest($1, $2::bigint, $3::bigint)`,
    [chain, fromId.toString(), toId.toString()],
  )
  if (content === undefined) throw new Error(`the ${chain} chain has no digest`)
  const range = { ...content, chain, fromId, toId, previousHmac: previous?.hmac ?? new Uint8Array(), sealedAt: at }
  const hmac = hmacOf(range)
  await tx.exec(
    `INSERT INTO seal (id, chain, from_id, to_id, row_count, digest, previous_hmac, hmac, sealed_at)
     VALUES ($1::bigint, $2, $3::bigint, $4::bigint, $5::bigint, $6, $7, $8, $9::timestamptz)`,
    [
      range.id.toString(),
      chain,
      fromId.toString(),
      toId.toString(),
      range.rowCount.toString(),
      range.digest,
      range.previousHmac,
      hmac,
      at.toISOString(),
    ],
  )
  // The log is a witness outside the database: cutting the newest seals off would contradict it.
  log.info({ chain, toId: toId.toString(), hmac: hmac.toString('hex') }, 'sealed')
  return range.rowCount
}

/** The keyed hash over everything a seal says, the seal before it included. Length-prefixed, so that nothing can shift. */
export function hmacOf({ id, chain, fromId, toId, rowCount, digest, previousHmac, sealedAt }: SealedRange): Buffer {
  const parts = [
    id.toString(),
    chain,
    fromId.toString(),
    toId.toString(),
    rowCount.toString(),
    Buffer.from(digest).toString('hex'),
    Buffer.from(previousHmac).toString('hex'),
    sealedAt.toISOString(),
  ]
  const hmac = createHmac('sha256', sealKey())
  for (const part of parts) hmac.update(`${part.length}:${part}`)
  return hmac.digest()
}

function sealKey(): string {
  const key = env.TIEOUT_SEAL_KEY
  if (key === undefined || key === '')
    throw new Error('TIEOUT_SEAL_KEY is missing: history cannot be sealed or checked.')
  return key
}
