import type { Sql } from '#lib/platform/db.ts'
import { resolveSeller } from './find-seller.ts'
import { restrictionOf, sellerSince } from './model.ts'

export type HoldRow = {
  readonly id: string
  readonly reason: string
  /** What the seller must do so that it is lifted; empty when it is nothing. */
  readonly sellerMust: string
  readonly placedByName: string
  readonly placedAt: string
  readonly liftedByName: string
  readonly liftedAt: string | null
  /** The proposal to lift it that waits for somebody; null when there is none. */
  readonly releaseId: string | null
}

export type SellerDetail = {
  readonly id: string
  readonly stripeAccount: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly currency: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly transfersStatus: string
  /** Who bears what the account falls below zero, `application` being us, and who pays Stripe's fees; empty while Stripe has not said. */
  readonly lossesPayer: string
  readonly feesPayer: string
  /** In words; null when Stripe takes transfers to the account. */
  readonly restriction: string | null
  readonly accountCreatedAt: string
  readonly firstSaleAt: string | null
  /** Since when the seller counts as one: approval looks at its age. */
  readonly since: string
  /** Newest first. */
  readonly holds: readonly HoldRow[]
}

const HOLDS_MAX = 50

/** A seller by `sel_…` or `acct_…` with its holds, or null. */
export async function getSeller(tx: Sql, name: string): Promise<SellerDetail | null> {
  const seller = await resolveSeller(tx, name)
  if (seller === null) return null
  const holds = await tx.sql<Omit<HoldRow, 'placedAt' | 'liftedAt'> & { placedAt: Date; liftedAt: Date | null }>(
    `SELECT h.id, h.reason, h.seller_must AS "sellerMust", coalesce(p.name, '') AS "placedByName", h.placed_at AS "placedAt",
            coalesce(l.name, '') AS "liftedByName", h.lifted_at AS "liftedAt",
            (SELECT max(r.id) FROM proposal r
              WHERE r.entity_id = h.entity_id AND r.livemode = h.livemode AND r.seller_id = h.seller_id AND r.kind = 'hold.release'
                AND r.state IN ('needs_approval', 'approved') AND r.arguments::jsonb ->> 'holdId' = h.id) AS "releaseId"
       FROM seller_hold h LEFT JOIN person p ON p.id = h.placed_by LEFT JOIN person l ON l.id = h.lifted_by
      WHERE h.seller_id = $1 ORDER BY h.id DESC LIMIT $2`,
    [seller.id, HOLDS_MAX],
  )
  const [payers] = await tx.sql<{ lossesPayer: string; feesPayer: string }>(
    'SELECT losses_payer AS "lossesPayer", fees_payer AS "feesPayer" FROM seller WHERE id = $1',
    [seller.id],
  )
  return {
    id: seller.id,
    stripeAccount: seller.stripeAccount,
    name: seller.name,
    email: seller.email,
    country: seller.country,
    currency: seller.defaultCurrency,
    chargesEnabled: seller.chargesEnabled,
    payoutsEnabled: seller.payoutsEnabled,
    transfersStatus: seller.transfersStatus,
    lossesPayer: payers?.lossesPayer ?? '',
    feesPayer: payers?.feesPayer ?? '',
    restriction: restrictionOf(seller),
    accountCreatedAt: seller.accountCreatedAt.toISOString(),
    firstSaleAt: seller.firstSaleAt?.toISOString() ?? null,
    since: sellerSince(seller).toISOString(),
    holds: holds.map((hold) => ({
      ...hold,
      placedAt: hold.placedAt.toISOString(),
      liftedAt: hold.liftedAt?.toISOString() ?? null,
    })),
  }
}
