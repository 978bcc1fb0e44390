import type { Sql } from '#lib/platform/db.ts'

const NEWS_KINDS = ['account', 'payout', 'dispute', 'refund'] as const

/** Something Stripe said that a score rests on. */
export type News = { readonly kind: (typeof NEWS_KINDS)[number]; readonly account: string; readonly id: string }

export const isNewsKind = (kind: string): kind is News['kind'] => NEWS_KINDS.some((known) => known === kind)

/** The sellers that news is about: of an account by itself, or of the charge that was refunded or disputed. */
export async function sellersOf(tx: Sql, news: readonly News[]): Promise<string[]> {
  if (news.length === 0) return []
  const rows = await tx.sql<{ id: string }>(
    `WITH n AS (SELECT * FROM unnest($3::text[], $4::text[]) AS n (account, id)), charged AS (
       SELECT d.charge_id FROM n JOIN dispute d ON d.entity_id = $1 AND d.livemode = $2 AND d.account = n.account AND d.id = n.id
       UNION SELECT r.charge_id FROM n JOIN refund r ON r.entity_id = $1 AND r.livemode = $2 AND r.account = n.account AND r.id = n.id)
     SELECT s.id FROM seller s JOIN n ON s.stripe_account IN (n.account, n.id) WHERE s.entity_id = $1 AND s.livemode = $2
     UNION SELECT h.seller_id FROM charged c JOIN settlement s ON s.entity_id = $1 AND s.livemode = $2 AND s.charge_id = c.charge_id
       JOIN settlement_share h ON h.settlement_id = s.id`,
    [tx.scope.entityId, tx.scope.livemode, news.map(({ account }) => account), news.map(({ id }) => id)],
  )
  return rows.map(({ id }) => id)
}

/** Sellers that sold, gave back or were paid out since a day. */
export async function sellersSince(tx: Sql, day: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT seller_id AS id FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND on_day >= $3::date AND seller_id <> ''`,
    [tx.scope.entityId, tx.scope.livemode, day],
  )
  return rows.map(({ id }) => id)
}
