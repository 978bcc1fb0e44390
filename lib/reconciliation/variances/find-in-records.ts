import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { REFUND_KEY } from '../matching/feed-refunds.ts'
import { FOUND_MAX, type FoundVariance } from './finding.ts'

type Row = {
  readonly isRefund: boolean
  readonly isDiffering: boolean
  readonly side: 'expected' | 'observed'
  readonly objectId: string
  readonly settlementId: string
  readonly orderId: string
  readonly sellerId: string
  readonly currency: string
  readonly expectedMinor: bigint
  readonly observedMinor: bigint
  readonly happenedOn: string
}

/** Orders and refunds that the order system does not know, or knows by another amount, and those of its own that Stripe does not show. */
export async function findInRecords(tx: Sql): Promise<FoundVariance[]> {
  const rows = await tx.sql<Row>(
    `WITH open AS (
       SELECT i.id, i.side, i.object_id, i.key, i.amount_minor, i.currency, i.happened_on, i.reference FROM match_item i
        WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'records' AND i.state = 'missing' ORDER BY i.id DESC LIMIT ${FOUND_MAX}
     ), differing AS (
       SELECT m.expected_ids[1] AS expected_id, m.observed_ids[1] AS observed_id FROM match m
        WHERE m.entity_id = $1 AND m.livemode = $2 AND m.domain = 'records' AND m.state = 'live' AND m.differs <> '' AND m.method <> 'forced'
        ORDER BY m.id DESC LIMIT ${FOUND_MAX}
     ), off AS (
       SELECT o.side, o.object_id, o.key, o.reference, o.currency, o.happened_on,
              CASE o.side WHEN 'expected' THEN o.amount_minor ELSE 0 END AS expected_minor,
              CASE o.side WHEN 'observed' THEN o.amount_minor ELSE 0 END AS observed_minor, false AS is_differing
         FROM open o
       UNION ALL
       SELECT 'expected', e.object_id, e.key, e.reference, e.currency, e.happened_on, e.amount_minor, b.amount_minor, true
         FROM differing d JOIN match_item e ON e.id = d.expected_id JOIN match_item b ON b.id = d.observed_id
     )
     SELECT starts_with(o.key, '${REFUND_KEY}') AS "isRefund", o.side, o.is_differing AS "isDiffering", o.object_id AS "objectId",
            coalesce(s.id, '') AS "settlementId", coalesce(s.order_id, regexp_replace(o.key, '^${REFUND_KEY}', '')) AS "orderId",
            coalesce(${SELLER}, '') AS "sellerId", o.currency, o.expected_minor AS "expectedMinor", o.observed_minor AS "observedMinor",
            o.happened_on::text AS "happenedOn"
       FROM off o LEFT JOIN LATERAL (
         SELECT x.id, x.order_id FROM settlement x WHERE x.id = o.object_id AND o.side = 'expected' AND NOT starts_with(o.key, '${REFUND_KEY}')
         UNION ALL
         (SELECT x.id, x.order_id FROM settlement x WHERE starts_with(o.key, '${REFUND_KEY}') AND x.entity_id = $1 AND x.livemode = $2
             AND x.order_id = substr(o.reference, length('Refund of order ') + 1) ORDER BY x.id LIMIT 1)) s ON true
      WHERE o.side = 'observed' OR s.id IS NOT NULL`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(toVariance)
}

/** The order's only seller; empty when there are several. */
const SELLER = `(SELECT min(h.seller_id) FROM settlement_share h WHERE h.settlement_id = s.id HAVING count(*) = 1)`

function toVariance(row: Row): FoundVariance {
  const { isRefund, settlementId, orderId, sellerId, currency, expectedMinor, observedMinor, happenedOn, objectId } =
    row
  const name = classOf(row)
  const [expected, observed] = [expectedMinor, observedMinor].map((minor) =>
    formatMoney({ minor: (isRefund && minor < 0n ? -minor : minor).toString(), currency }),
  )
  const number = orderId.toUpperCase()
  const isSettlement = settlementId !== '' && !isRefund
  return {
    class: name,
    subjectKind: isRefund ? 'refund' : isSettlement ? 'settlement' : 'order',
    subjectId: isRefund ? objectId : isSettlement ? settlementId : `${number}:${currency}`,
    sellerId,
    currency,
    amountMinor: observedMinor - expectedMinor,
    happenedOn,
    summary: SENTENCES[name](number, expected ?? '', observed ?? ''),
    evidence: settlementId === '' ? [] : [{ label: `Order ${number}`, kind: 'settlement', id: settlementId }],
  }
}

type RecordClass =
  | 'seller_record_missing'
  | 'seller_record_mismatch'
  | 'record_not_collected'
  | 'refund_record_missing'
  | 'refund_record_mismatch'
  | 'refund_not_made'

function classOf({ isRefund, isDiffering, side }: Row): RecordClass {
  if (isDiffering) return isRefund ? 'refund_record_mismatch' : 'seller_record_mismatch'
  if (side === 'expected') return isRefund ? 'refund_record_missing' : 'seller_record_missing'
  return isRefund ? 'refund_not_made' : 'record_not_collected'
}

const SENTENCES: Readonly<Record<RecordClass, (order: string, expected: string, observed: string) => string>> = {
  seller_record_missing: (order, expected) =>
    `Order ${order} collected ${expected}, and the order system has no record of it.`,
  record_not_collected: (order, _, observed) =>
    `The order system shows ${observed} for order ${order}, and Stripe collected nothing.`,
  seller_record_mismatch: (order, expected, observed) =>
    `The order system shows ${observed} for order ${order}; collected were ${expected}.`,
  refund_record_missing: (order, expected) =>
    `${expected} of order ${order} went back to the buyer, and the order system has no record of it.`,
  refund_not_made: (order, _, observed) =>
    `The order system shows a refund of ${observed} for order ${order}, and Stripe made none.`,
  refund_record_mismatch: (order, expected, observed) =>
    `The order system shows a refund of ${observed} for order ${order}; ${expected} went back to the buyer.`,
}

type RateRow = {
  orderId: string
  sellerId: string
  functional: string
  offMinor: bigint
  happenedOn: string
  settlementId: string
}

/** Sales whose converted amount is not what the file's own rate gives, rounded half away from zero. */
export async function findRounding(
  tx: Sql,
  functionalCurrency: string,
  minorPerMajor: (currency: string) => bigint,
): Promise<FoundVariance[]> {
  const currencies = await tx.sql<{ currency: string }>(
    `SELECT DISTINCT currency FROM seller_record WHERE entity_id = $1 AND livemode = $2 AND functional_rate <> '' AND functional_minor IS NOT NULL`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const found: FoundVariance[] = []
  for (const { currency } of currencies) {
    const rows = await tx.sql<RateRow>(
      `SELECT r.order_id AS "orderId", r.seller_id AS "sellerId", r.happened_on::text AS "happenedOn", coalesce(s.id, '') AS "settlementId",
              sum(r.functional_minor - round(r.gross_minor * r.functional_rate::numeric * $4::numeric / $5::numeric))::bigint AS "offMinor"
         FROM seller_record r
         LEFT JOIN settlement s ON s.entity_id = $1 AND s.livemode = $2 AND s.order_id = r.order_id
        WHERE r.entity_id = $1 AND r.livemode = $2 AND r.currency = $3 AND r.kind = 'sale' AND r.functional_rate <> ''
          AND r.functional_minor <> round(r.gross_minor * r.functional_rate::numeric * $4::numeric / $5::numeric)
        GROUP BY 1, 2, 3, 4 ORDER BY 3 DESC LIMIT ${FOUND_MAX}`,
      [
        tx.scope.entityId,
        tx.scope.livemode,
        currency,
        `${minorPerMajor(functionalCurrency)}`,
        `${minorPerMajor(currency)}`,
      ],
    )
    found.push(
      ...rows.map(
        ({ orderId, sellerId, happenedOn, settlementId, offMinor }): FoundVariance => ({
          class: 'fx_rounding',
          subjectKind: settlementId === '' ? 'order' : 'settlement',
          subjectId: settlementId === '' ? `${orderId}:${currency}` : settlementId,
          sellerId,
          currency: functionalCurrency,
          amountMinor: offMinor,
          happenedOn,
          summary: `The order system converts order ${orderId} to ${formatMoney({ minor: (offMinor < 0n ? -offMinor : offMinor).toString(), currency: functionalCurrency })} ${offMinor < 0n ? 'less' : 'more'} than its own rate gives.`,
          evidence: settlementId === '' ? [] : [{ label: `Order ${orderId}`, kind: 'settlement', id: settlementId }],
        }),
      ),
    )
  }
  return found
}
