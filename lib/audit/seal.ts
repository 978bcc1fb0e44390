import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'

/** What is sealed: the journal's entries with their lines, or the audit trail. */
export type Chain = 'journal' | 'audit'

export type Seal = {
  readonly id: bigint
  readonly fromId: bigint
  readonly toId: bigint
  readonly rowCount: bigint
  readonly digest: Buffer
  readonly previousHmac: Buffer
  readonly hmac: Buffer
  readonly sealedAt: Date
}

/** Rows per seal: small enough that checking one is quick, large enough that seals stay few. */
const ROWS_PER_SEAL = 10_000n
/** A transaction that stays open longer than this keeps the newest rows unsealed until the next run. */
const WAIT_MS_MAX = 10_000
const WAIT_STEP_MS = 20

const SCOPE: Scope = { entityId: '', livemode: false, actor: 'system' }
const LOCK_SPACE = 7_414

export const SEAL_COLUMNS = `id, from_id AS "fromId", to_id AS "toId", row_count AS "rowCount", digest,
  previous_hmac AS "previousHmac", hmac, sealed_at AS "sealedAt"`

/**
 * Seals every row recorded so far and returns how many seals it set.
 *
 * An id is taken before its row can be seen, so the highest visible id may have lower ones still to come. It waits until
 * every transaction that was open when it read the highest id has ended, without taking a lock that money waits for.
 */
export async function sealChain(chain: Chain, at: Date): Promise<number> {
  const { lastId, horizon } = await frontier(chain)
  if (!(await hasPassed(chain, horizon))) return 0
  return inRawTransaction(SCOPE, async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, chain])
    let count = 0
    for (let last = await lastSeal(tx, chain); (last?.toId ?? 0n) < lastId; count += 1) {
      last = await sealNext(tx, { chain, last, lastId, at })
    }
    return count
  })
}

type Frontier = { readonly lastId: bigint; readonly horizon: bigint; readonly oldest: bigint }

async function frontier(chain: Chain): Promise<Frontier> {
  const [row] = await inRawTransaction(SCOPE, (tx) =>
    tx.sql<{ last_id: bigint; horizon: string; oldest: string }>(
      'SELECT last_id, horizon::text AS horizon, oldest::text AS oldest FROM chain_frontier($1)',
      [chain],
    ),
  )
  return { lastId: row?.last_id ?? 0n, horizon: BigInt(row?.horizon ?? 0), oldest: BigInt(row?.oldest ?? 0) }
}

async function hasPassed(chain: Chain, horizon: bigint): Promise<boolean> {
  for (let waited = 0; waited <= WAIT_MS_MAX; waited += WAIT_STEP_MS) {
    if ((await frontier(chain)).oldest >= horizon) return true
    await pause(WAIT_STEP_MS)
  }
  return false
}

async function lastSeal(tx: Sql, chain: Chain): Promise<Seal | undefined> {
  const [row] = await tx.sql<Seal>(`SELECT ${SEAL_COLUMNS} FROM seal WHERE chain = $1 ORDER BY to_id DESC LIMIT 1`, [
    chain,
  ])
  return row
}

type Next = { readonly chain: Chain; readonly last: Seal | undefined; readonly lastId: bigint; readonly at: Date }

async function sealNext(tx: Sql, { chain, last, lastId, at }: Next): Promise<Seal> {
  const fromId = (last?.toId ?? 0n) + 1n
  const toId = fromId + ROWS_PER_SEAL - 1n < lastId ? fromId + ROWS_PER_SEAL - 1n : lastId
  const content = await digestOf(tx, chain, fromId, toId)
  const [taken] = await tx.sql<{ id: bigint }>("SELECT nextval('seal_id_seq') AS id")
  const draft = {
    id: taken?.id ?? 0n,
    fromId,
    toId,
    ...content,
    previousHmac: last?.hmac ?? Buffer.alloc(0),
    sealedAt: at,
  }
  const seal: Seal = { ...draft, hmac: hmacOf(chain, draft) }
  await tx.exec(
    `INSERT INTO seal (id, chain, from_id, to_id, row_count, digest, previous_hmac, hmac, sealed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [seal.id, chain, seal.fromId, seal.toId, seal.rowCount, seal.digest, seal.previousHmac, seal.hmac, seal.sealedAt],
  )
  return seal
}

/** Count and digest of the content hashes that a range holds now. */
export async function digestOf(
  tx: Sql,
  chain: Chain,
  fromId: bigint,
  toId: bigint,
): Promise<{ rowCount: bigint; digest: Buffer }> {
  const [row] = await tx.sql<{ row_count: bigint; digest: Uint8Array }>(
    'SELECT row_count, digest FROM chain_digest($1, $2::bigint, $3::bigint)',
    [chain, fromId.toString(), toId.toString()],
  )
  return { rowCount: row?.row_count ?? 0n, digest: Buffer.from(row?.digest ?? []) }
}

/** What a seal proves, under a key the database does not know: the range, its content, its place in the chain, its time. */
export function hmacOf(chain: Chain, seal: Omit<Seal, 'hmac'>): Buffer {
  if (env.TIEOUT_SEAL_KEY === undefined)
    throw new Error('TIEOUT_SEAL_KEY is missing: history cannot be sealed without it.')
  const said = [
    chain,
    seal.id,
    seal.fromId,
    seal.toId,
    seal.rowCount,
    Buffer.from(seal.digest).toString('hex'),
    Buffer.from(seal.previousHmac).toString('hex'),
    seal.sealedAt.toISOString(),
  ]
  return createHmac('sha256', env.TIEOUT_SEAL_KEY).update(said.join('|')).digest()
}
