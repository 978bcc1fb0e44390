import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { VarianceClass } from './classes-model.ts'
import { FOUND_MAX, type FoundVariance } from './finding.ts'

type Row = {
  readonly class: VarianceClass
  readonly settlementId: string
  readonly orderId: string
  readonly sellerId: string
  readonly currency: string
  readonly expectedMinor: bigint
  readonly observedMinor: bigint
  readonly happenedOn: string
}

/** Orders that the order system does not know, or knows by another amount, and its sales that Stripe did not collect. */
export async function findInRecords(tx: Sql): Promise<FoundVariance[]> {
  const rows = await tx.sql<Row>(
    `WITH open AS (
       SELECT i.id, i.side, i.object_id, i.key, i.amount_minor, i.currency, i.happened_on FROM match_item i
        WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'records' AND i.state = 'missing' ORDER BY i.id DESC LIMIT ${FOUND_MAX}
     ), differing AS (
       SELECT m.expected_ids[1] AS expected_id, m.observed_ids[1] AS observed_id FROM match m
        WHERE m.entity_id = $1 AND m.livemode = $2 AND m.domain = 'records' AND m.state = 'live' AND m.differs <> '' AND (m.method <> 'forced' OR m.proposal_id <> '')
        ORDER BY m.id DESC LIMIT ${FOUND_MAX}
     )
     SELECT 'seller_record_missing' AS class, s.id AS "settlementId", s.order_id AS "orderId", ${SELLER} AS "sellerId", o.currency,
            o.amount_minor AS "expectedMinor", 0::bigint AS "observedMinor", o.happened_on::text AS "happenedOn"
       FROM open o JOIN settlement s ON s.id = o.object_id WHERE o.side = 'expected'
     UNION ALL
     SELECT 'record_not_collected', '', o.key, '', o.currency, 0, o.amount_minor, o.happened_on::text FROM open o WHERE o.side = 'observed'
     UNION ALL
     SELECT 'seller_record_mismatch', s.id, s.order_id, ${SELLER}, e.currency, e.amount_minor, b.amount_minor, e.happened_on::text
       FROM differing d JOIN match_item e ON e.id = d.expected_id JOIN match_item b ON b.id = d.observed_id JOIN settlement s ON s.id = e.object_id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(toVariance)
}

/** The order's only seller; empty when there are several. */
const SELLER = `coalesce((SELECT min(h.seller_id) FROM settlement_share h WHERE h.settlement_id = s.id HAVING count(*) = 1), '')`

function toVariance({
  class: name,
  settlementId,
  orderId,
  sellerId,
  currency,
  expectedMinor,
  observedMinor,
  happenedOn,
}: Row): FoundVariance {
  const amount = (minor: bigint) => formatMoney({ minor: minor.toString(), currency })
  const number = orderId.toUpperCase()
  const summary =
    name === 'seller_record_missing'
      ? `Order ${number} collected ${amount(expectedMinor)}, and the order system has no record of it.`
      : name === 'record_not_collected'
        ? `The order system shows ${amount(observedMinor)} for order ${number}, and Stripe collected nothing.`
        : `The order system shows ${amount(observedMinor)} for order ${number}; collected were ${amount(expectedMinor)}.`
  return {
    class: name,
    subjectKind: settlementId === '' ? 'order' : 'settlement',
    subjectId: settlementId === '' ? `${number}:${currency}` : settlementId,
    sellerId,
    currency,
    amountMinor: observedMinor - expectedMinor,
    happenedOn,
    summary,
    evidence: settlementId === '' ? [] : [{ label: `Order ${number}`, kind: 'settlement', id: settlementId }],
  }
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
