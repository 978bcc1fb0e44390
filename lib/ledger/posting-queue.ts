import type { Sql } from '#lib/platform/db.ts'

export type TransactionKey = { readonly account: string; readonly id: string }

/** Notes that these mirrored balance transactions want posting; in the transaction that mirrors them. Idempotent. */
export async function queueForPosting(tx: Sql, keys: readonly TransactionKey[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await tx.exec(
    `INSERT INTO posting_queue (entity_id, livemode, account, balance_transaction_id, queued_at)
     SELECT $1, $2, k.account, k.id, $5::timestamptz FROM unnest($3::text[], $4::text[]) AS k (account, id)
     ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      keys.map(({ account }) => account),
      keys.map(({ id }) => id),
      at.toISOString(),
    ],
  )
}

/** Takes posted transactions off the queue. */
export async function leaveQueue(tx: Sql, keys: readonly TransactionKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.exec(
    `DELETE FROM posting_queue q USING unnest($3::text[], $4::text[]) AS k (account, id)
      WHERE q.entity_id = $1 AND q.livemode = $2 AND q.account = k.account AND q.balance_transaction_id = k.id`,
    [tx.scope.entityId, tx.scope.livemode, keys.map(({ account }) => account), keys.map(({ id }) => id)],
  )
}

/** Puts transactions back until later: they wait for a fact, or failed. */
export async function waitInQueue(tx: Sql, keys: readonly TransactionKey[], until: Date): Promise<void> {
  if (keys.length === 0) return
  await tx.exec(
    `UPDATE posting_queue q SET queued_at = $5::timestamptz FROM unnest($3::text[], $4::text[]) AS k (account, id)
      WHERE q.entity_id = $1 AND q.livemode = $2 AND q.account = k.account AND q.balance_transaction_id = k.id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      keys.map(({ account }) => account),
      keys.map(({ id }) => id),
      until.toISOString(),
    ],
  )
}
