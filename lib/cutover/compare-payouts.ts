import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What the old system would pay a seller for a cycle beside what our settlements say. Minor units. */
export type ComparedLine = {
  readonly sellerId: string
  readonly sellerName: string
  readonly currency: string
  /** Line of the file; null when the sheet does not name the seller. */
  readonly lineNo: number | null
  readonly said: bigint
  readonly ours: bigint
  /** Why they differ, most likely; empty when they match. */
  readonly reason: string
}

export type Cycle = { readonly id: string; readonly fromOn: string; readonly untilOn: string }

type Row = Omit<ComparedLine, 'reason'> & {
  readonly grossSaid: bigint | null
  readonly feesSaid: bigint | null
  readonly gross: bigint
  readonly fees: bigint
  readonly refunds: bigint
  readonly corrections: bigint
  readonly adjusted: bigint
  readonly settlements: bigint
}

/** A settlement so many days outside the cycle may be what the other system counted in. */
const NEAR_DAYS = 3

/** Shares by seller, currency and settlement, each version on the accounting day of its entry. */
const SHARES = `
SELECT l.seller_id, s.currency::text AS currency, s.id, e.accounting_on AS "on", l.kind,
       l.seller_minor + l.application_fee_minor AS minor, l.gross_minor, l.commission_minor + l.seller_fee_minor AS fees, l.tier_label
  FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id AND l.seller_id <> ''
  JOIN journal_entry e ON e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'settlement' AND e.source_account = $3
   AND e.source_id = s.id AND e.source_part = l.version::text
 WHERE s.entity_id = $1 AND s.livemode = $2 AND s.accounting_on <= $5::date + ${NEAR_DAYS}
   AND e.accounting_on BETWEEN $4::date - ${NEAR_DAYS} AND $5::date + ${NEAR_DAYS}`

/**
 * Compares a payout sheet with our settlements and adjustments of the cycle, seller by seller, and says what most likely makes a difference:
 * a settlement one side lacks, another rate, refunds, corrections or adjustments that one side leaves out. What differs most comes first.
 */
export async function comparePayouts(tx: Sql, entity: Entity, cycle: Cycle): Promise<ComparedLine[]> {
  const scope = [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount, cycle.fromOn, cycle.untilOn]
  const rows = await tx.sql<Row>(
    `WITH share AS (${SHARES}), own AS (
       SELECT seller_id, currency, sum(minor) AS minor, sum(gross_minor) FILTER (WHERE kind = 'collected' AND tier_label = '') AS gross,
              sum(fees) FILTER (WHERE kind = 'collected' AND tier_label = '') AS fees,
              sum(minor) FILTER (WHERE kind = 'refund') AS refunds, sum(minor) FILTER (WHERE kind NOT IN ('collected', 'refund')) AS corrections,
              count(DISTINCT id) AS settlements
         FROM share WHERE "on" BETWEEN $4::date AND $5::date GROUP BY 1, 2
     ), adjusted AS (
       SELECT a.seller_id, a.currency::text AS currency, sum(a.amount_minor) AS adjusted
         FROM adjustment a JOIN journal_entry e ON e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'approved_journal'
          AND e.source_account = $3 AND e.source_id = a.id AND e.accounting_on BETWEEN $4::date AND $5::date
        WHERE a.entity_id = $1 AND a.livemode = $2 AND a.posted_at IS NOT NULL GROUP BY 1, 2
     ), said AS (
       SELECT seller_id, currency::text AS currency, line_no, net_minor, gross_minor, fees_minor FROM payout_sheet_line WHERE sheet_id = $6
     )
     SELECT x.seller_id AS "sellerId", coalesce(p.name, x.seller_id) AS "sellerName", x.currency, x.line_no AS "lineNo",
            coalesce(x.net_minor, 0)::bigint AS said, (coalesce(x.minor, 0) + coalesce(x.adjusted, 0))::bigint AS ours, x.gross_said AS "grossSaid",
            x.fees_minor AS "feesSaid", coalesce(x.gross, 0)::bigint AS gross, coalesce(x.fees, 0)::bigint AS fees,
            coalesce(x.refunds, 0)::bigint AS refunds, coalesce(x.corrections, 0)::bigint AS corrections,
            coalesce(x.adjusted, 0)::bigint AS adjusted, coalesce(x.settlements, 0)::bigint AS settlements
       FROM (SELECT seller_id, currency, said.line_no, said.net_minor, said.gross_minor AS gross_said, said.fees_minor, own.minor,
                    own.gross, own.fees, own.refunds, own.corrections, own.settlements, adjusted.adjusted
               FROM said FULL JOIN own USING (seller_id, currency) FULL JOIN adjusted USING (seller_id, currency)) AS x
       LEFT JOIN seller p ON p.id = x.seller_id
      WHERE x.line_no IS NOT NULL OR coalesce(x.minor, 0) + coalesce(x.adjusted, 0) <> 0
      ORDER BY abs(coalesce(x.net_minor, 0) - coalesce(x.minor, 0) - coalesce(x.adjusted, 0)) DESC, x.seller_id, x.currency`,
    [...scope, cycle.id],
  )
  const near = await settlementsNear(
    tx,
    scope,
    rows.filter(({ said, ours }) => said !== ours),
  )
  return rows.map((row) => ({
    sellerId: row.sellerId,
    sellerName: row.sellerName,
    currency: row.currency,
    lineNo: row.lineNo,
    said: row.said,
    ours: row.ours,
    reason: row.said === row.ours ? '' : reasonOf(row, near.get(`${row.sellerId} ${row.currency}`) ?? []),
  }))
}

type Near = { readonly id: string; readonly minor: bigint; readonly on: string; readonly isInside: boolean }

/** The single settlements of sellers that differ, in the cycle and just outside it. */
async function settlementsNear(
  tx: Sql,
  scope: readonly unknown[],
  differing: readonly Row[],
): Promise<ReadonlyMap<string, Near[]>> {
  const rows = await tx.sql<Near & { seller: string; currency: string }>(
    `SELECT seller_id AS seller, currency, id, sum(minor)::bigint AS minor, min("on")::text AS on,
            min("on") BETWEEN $4::date AND $5::date AS "isInside"
       FROM (${SHARES}) AS share WHERE seller_id = ANY($6::text[]) GROUP BY 1, 2, 3 LIMIT 50000`,
    [...scope, [...new Set(differing.map(({ sellerId }) => sellerId))]],
  )
  return Map.groupBy(rows, ({ seller, currency }) => `${seller} ${currency}`)
}

function reasonOf(row: Row, near: readonly Near[]): string {
  const {
    currency,
    lineNo,
    said,
    ours,
    grossSaid,
    feesSaid,
    gross,
    fees,
    refunds,
    corrections,
    adjusted,
    settlements,
  } = row
  const words = (minor: bigint) => formatMoney({ minor, currency })
  const more = said - ours
  if (lineNo === null) return 'The sheet does not name this seller.'
  if (settlements === 0n && adjusted === 0n) return 'We have no settlement of this seller in the cycle.'
  if (refunds !== 0n && more === -refunds) return `The sheet leaves out refunds of ${words(-refunds)}.`
  if (corrections !== 0n && more === -corrections) return `The sheet leaves out corrections of ${words(corrections)}.`
  if (adjusted !== 0n && more === -adjusted) return `The sheet leaves out adjustments of ${words(adjusted)}.`
  const missing = near.find(({ isInside, minor }) => isInside && minor === -more)
  if (missing !== undefined) return `The sheet lacks ${missing.id} of ${missing.on}, ${words(missing.minor)}.`
  const outside = near.find(({ isInside, minor }) => !isInside && minor === more)
  if (outside !== undefined)
    return `${outside.id} of ${outside.on}, ${words(outside.minor)}, lies just outside the cycle.`
  if (grossSaid !== null && grossSaid !== gross) {
    return `Other sales: ${words(grossSaid)} in the sheet, ${words(gross)} here.`
  }
  if (feesSaid !== null && feesSaid !== fees) {
    return `Another rate: ${words(feesSaid)} of fees in the sheet, ${words(fees)} here.`
  }
  return 'No single settlement, refund or rate explains it.'
}
