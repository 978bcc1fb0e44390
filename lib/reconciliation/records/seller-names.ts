import type { Sql } from '#lib/platform/db.ts'

/**
 * Every name by which a seller may go in somebody else's file: `sel_…`, `acct_…`, and what the account's metadata at Stripe says,
 * as far as it is one seller's alone.
 */
export async function sellerNames(tx: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ name: string; id: string }>(`${NAMES} SELECT name, min(id) AS id ${ONE_SELLER}`, [
    tx.scope.entityId,
    tx.scope.livemode,
  ])
  return new Map(rows.map(({ name, id }) => [name, id]))
}

/** Looks again at records whose seller nobody knew. Returns how many have one now. */
export async function resolveWaitingSellers(tx: Sql): Promise<number> {
  const waiting = await tx.sql(
    `SELECT 1 FROM seller_record WHERE entity_id = $1 AND livemode = $2 AND seller_id = '' AND seller_ref <> '' LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  if (waiting.length === 0) return 0
  return tx.exec(
    `${NAMES}, known AS (SELECT name, min(id) AS id ${ONE_SELLER})
     UPDATE seller_record r SET seller_id = known.id FROM known
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.seller_id = '' AND r.seller_ref <> '' AND r.seller_ref = known.name`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}

const NAMES = `
WITH names AS (
  SELECT s.id, n.name FROM seller s CROSS JOIN LATERAL (VALUES (s.id), (s.stripe_account)) AS n (name)
   WHERE s.entity_id = $1 AND s.livemode = $2
  UNION SELECT s.id, m.value FROM seller s
    JOIN mirror_object o ON o.entity_id = s.entity_id AND o.livemode = s.livemode AND o.type = 'account' AND o.id = s.stripe_account
   CROSS JOIN LATERAL jsonb_each_text(CASE jsonb_typeof(o.raw::jsonb -> 'metadata') WHEN 'object' THEN o.raw::jsonb -> 'metadata' ELSE '{}'::jsonb END) AS m
   WHERE s.entity_id = $1 AND s.livemode = $2
)`
const ONE_SELLER = `FROM names WHERE name <> '' GROUP BY name HAVING count(DISTINCT id) = 1`
