import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { Standing } from './standing-model.ts'

export type SellerRow = {
  readonly id: string
  readonly stripeAccount: string
  readonly name: string
  readonly country: string
  readonly currency: string
  /** held wins over restricted, that over ready. */
  readonly standing: Standing
  /** Why it is held or restricted; empty when it is ready. */
  readonly reason: string
  /** ISO instants. */
  readonly accountCreatedAt: string
  readonly firstSaleAt: string | null
}

type Query = {
  readonly q?: string | null
  readonly standing?: Standing | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/**
 * Sellers as lists show them. $1 entity, $2 livemode, $3 what is looked for (null: everybody), $4 the same as `likeThis` writes it.
 * Read together with a higher room's own tables it stays one statement.
 */
export const SELLERS_FOUND = `SELECT s.id, s.stripe_account AS "stripeAccount", s.name, s.country, s.default_currency AS currency,
    CASE WHEN h.reason IS NOT NULL THEN 'held'
         WHEN s.disabled_reason <> '' OR s.transfers_status <> 'active' THEN 'restricted' ELSE 'ready' END AS standing,
    CASE WHEN h.reason IS NOT NULL THEN h.reason WHEN s.disabled_reason <> '' THEN s.disabled_reason
         WHEN s.transfers_status <> 'active' THEN 'transfers ' || s.transfers_status ELSE '' END AS reason,
    s.account_created_at AS "accountCreatedAt", s.first_sale_at AS "firstSaleAt"
  FROM seller s LEFT JOIN LATERAL (
    SELECT reason FROM seller_hold WHERE seller_id = s.id AND lifted_at IS NULL ORDER BY id LIMIT 1) h ON true
 WHERE s.entity_id = $1 AND s.livemode = $2
   AND ($3::text IS NULL OR s.id = $3 OR s.stripe_account = $3 OR s.name ILIKE $4 OR s.email ILIKE $4)`

export type FoundSeller = Omit<SellerRow, 'accountCreatedAt' | 'firstSaleAt'> & {
  accountCreatedAt: Date
  firstSaleAt: Date | null
}

/** Sellers by name; found by a part of name or e-mail, or by `sel_…` or `acct_…`. Pages by name and id. */
export async function listSellers(tx: Sql, query: Query): Promise<Page<SellerRow>> {
  const { q = null, standing = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const order = isBackward ? 'DESC' : 'ASC'
  const rows = await tx.sql<FoundSeller>(
    `SELECT * FROM (${SELLERS_FOUND}) found
      WHERE ($5::text IS NULL OR standing = $5) AND ($6::text IS NULL OR (name, id) ${isBackward ? '<' : '>'} ($6, $7))
      ORDER BY name ${order}, id ${order} LIMIT $8`,
    [tx.scope.entityId, tx.scope.livemode, q, likeThis(q), standing, key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const isFirst = key === null
  return pageOf(rows.map(toSellerRow), {
    isBackward: isBackward && !isFirst,
    isFirst,
    limit,
    keyOf: ({ name, id }) => ({ value: name, id }),
  })
}

export const toSellerRow = (row: FoundSeller): SellerRow => ({
  ...row,
  accountCreatedAt: row.accountCreatedAt.toISOString(),
  firstSaleAt: row.firstSaleAt?.toISOString() ?? null,
})

/** What somebody typed, anywhere in a name; its wildcards mean themselves. */
export const likeThis = (text: string | null): string => `%${(text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
