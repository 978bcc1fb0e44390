import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Age, ageOf } from '#lib/settlements/age-model.ts'

/** What a list shows of a seller's money; nothing where that is zero. */
export type SellerFigures = {
  /** By the ledger; negative when the seller owes the platform. */
  readonly owed: readonly WireMoney[]
  /** Owed by the seller since a refund or dispute, and kept back from the next settlements. */
  readonly carried: readonly WireMoney[]
  /** How long the oldest of what the seller is owed has waited; null when nothing waits. */
  readonly waitingSince: Age | null
  /** Sales of the last thirteen weeks in the seller's own currency, oldest first; the last week is the present one. */
  readonly weeks: readonly WireMoney[]
}

export const NO_FIGURES: SellerFigures = { owed: [], carried: [], waitingSince: null, weeks: [] }

/** Weeks a sparkline spans. */
const WEEKS = 13

type Row = {
  sellerId: string
  kind: 'owed' | 'carried' | 'waiting' | 'week'
  currency: string
  minor: bigint
  n: number
}

/** The figures of these sellers, by seller, in one statement; a seller without any has no entry. */
export async function figuresOfSellers(
  tx: Sql,
  sellerIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, SellerFigures>> {
  const rows = await tx.sql<Row>(
    `SELECT subject AS "sellerId", 'owed' AS kind, currency::text, -balance_minor AS minor, 0 AS n FROM ledger_account
      WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = 'seller_payable' AND subject = ANY($3::text[])
        AND balance_minor <> 0
     UNION ALL
     SELECT seller_id, 'carried', currency::text, sum(carry_minor)::bigint, 0 FROM settlement_share
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = ANY($3::text[]) AND carry_minor > 0 GROUP BY 1, 3
     UNION ALL
     SELECT h.seller_id, 'waiting', '', 0, max($4::date - s.accounting_on)::int FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = ANY($3::text[]) AND h.owed_minor > h.transferred_minor
        AND h.state IN ('paused', 'proposed') AND NOT s.before_go_live GROUP BY 1
     UNION ALL
     SELECT d.seller_id, 'week', d.currency::text, sum(d.gross_minor)::bigint, (($4::date - d.on_day) / 7)::int
       FROM analytics_day d JOIN seller s ON s.id = d.seller_id AND s.default_currency = d.currency
      WHERE d.entity_id = $1 AND d.livemode = $2 AND d.seller_id = ANY($3::text[]) AND d.on_day > $4::date - ${7 * WEEKS} AND d.on_day <= $4::date
      GROUP BY 1, 3, 5
      ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode, [...sellerIds], today],
  )
  const bySeller = Map.groupBy(rows, ({ sellerId }) => sellerId)
  return new Map([...bySeller].map(([sellerId, own]) => [sellerId, figuresOf(own)]))
}

function figuresOf(rows: readonly Row[]): SellerFigures {
  const amounts = (kind: Row['kind']) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ minor, currency }): WireMoney => ({ minor: minor.toString(), currency }))
  const waiting = rows.find(({ kind }) => kind === 'waiting')
  const sold = rows.filter(({ kind }) => kind === 'week')
  const [{ currency } = { currency: '' }] = sold
  const weeks = Array.from({ length: WEEKS }, (_, index): WireMoney => {
    const week = sold.find(({ n }) => n === WEEKS - 1 - index)
    return { minor: (week?.minor ?? 0n).toString(), currency }
  })
  return {
    owed: amounts('owed'),
    carried: amounts('carried'),
    waitingSince: waiting === undefined ? null : ageOf(waiting.n),
    weeks: sold.length === 0 ? [] : weeks,
  }
}
