import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What a seller is owed and owes, per currency; nothing where that is zero. */
export type SellerAmounts = {
  /** By the ledger; negative when the seller owes the platform. */
  readonly owed: readonly WireMoney[]
  /** Owed by the seller since a refund or dispute, and kept back from the next settlements. */
  readonly carried: readonly WireMoney[]
}

type Row = { sellerId: string; kind: keyof SellerAmounts; currency: string; minor: bigint }

/** The amounts of these sellers, by seller. A seller without any has no entry. */
export async function amountsOfSellers(
  tx: Sql,
  sellerIds: readonly string[],
): Promise<ReadonlyMap<string, SellerAmounts>> {
  const rows = await tx.sql<Row>(
    `SELECT subject AS "sellerId", 'owed' AS kind, currency::text, -balance_minor AS minor FROM ledger_account
      WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = 'seller_payable' AND subject = ANY($3::text[])
        AND balance_minor <> 0
     UNION ALL
     SELECT seller_id, 'carried', currency::text, sum(carry_minor)::bigint FROM settlement_share
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = ANY($3::text[]) AND carry_minor > 0
      GROUP BY seller_id, currency
      ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode, [...sellerIds]],
  )
  const amounts = new Map<string, { owed: WireMoney[]; carried: WireMoney[] }>()
  for (const { sellerId, kind, currency, minor } of rows) {
    const own = amounts.get(sellerId) ?? { owed: [], carried: [] }
    own[kind].push({ minor: minor.toString(), currency })
    amounts.set(sellerId, own)
  }
  return amounts
}
