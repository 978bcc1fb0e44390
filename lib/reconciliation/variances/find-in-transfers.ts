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
  readonly amountMinor: bigint
  readonly happenedOn: string
  readonly objectId: string
  readonly createdOn: string
}

/**
 * What was paid to sellers against what they are owed: nothing, twice, by another rate, taken back without a reason, or with
 * another fee. Each share has one class, the one that explains the whole difference; what refunds and disputes took back
 * is no variance, and neither is what a refund that came back gives to the seller again: the settlement asks for it.
 */
export async function findInTransfers(tx: Sql, account: string): Promise<FoundVariance[]> {
  const rows = await tx.sql<Row>(SHARES, [tx.scope.entityId, tx.scope.livemode, account])
  const fees = await tx.sql<Row>(FEES, [tx.scope.entityId, tx.scope.livemode])
  const outside = await tx.sql<Row>(OUTSIDE, [tx.scope.entityId, tx.scope.livemode, account])
  return [...rows, ...fees, ...outside].map(toVariance)
}

/** Shares that were not paid what they are owed, with the transfers and reversals they had. */
const SHARES = `
WITH off AS MATERIALIZED (
  SELECT s.id, s.order_id, s.accounting_on, s.currency, h.seller_id, h.owed_minor, h.transferred_minor
    FROM settlement s JOIN settlement_share h ON h.settlement_id = s.id
   WHERE s.entity_id = $1 AND s.livemode = $2 AND s.state = 'paused' AND h.state = 'paused' AND h.carry_minor = 0
     AND (s.before_go_live OR h.transferred_minor > h.owed_minor)
     AND NOT EXISTS (SELECT FROM refund f WHERE f.entity_id = $1 AND f.livemode = $2 AND f.charge_id = s.charge_id
           AND f.status IN ('failed', 'canceled'))
     -- Taking back a part of a share rounds, by one minor unit for each refund.
     AND abs(h.transferred_minor - h.owed_minor) > (SELECT count(*) FROM refund f WHERE f.entity_id = $1 AND f.livemode = $2
           AND f.charge_id = s.charge_id AND f.status = 'succeeded')
     -- What a lost dispute leaves with a seller, no more than the share was, is a claw-back that was missed: found money says so.
     AND NOT (h.transferred_minor > h.owed_minor
       AND EXISTS (SELECT FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.charge_id = s.charge_id AND d.status = 'lost')
       AND h.transferred_minor <= (SELECT coalesce(sum(l.seller_minor), 0) FROM settlement_line l
             WHERE l.settlement_id = s.id AND l.seller_id = h.seller_id AND l.kind = 'collected'))
   ORDER BY s.collected_at DESC LIMIT ${FOUND_MAX}
), moved AS (
  SELECT o.id, o.seller_id, t.id AS object_id, t.amount_minor, t.created_at, 'transfer' AS kind, t.reversed_minor,
         row_number() OVER (PARTITION BY o.id, o.seller_id, t.amount_minor ORDER BY t.created_at, t.id) AS turn
    FROM off o JOIN transfer_origin g ON g.settlement_id = o.id AND g.seller_id = o.seller_id
    JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.id = g.object_id
), back AS (
  SELECT o.id, o.seller_id, r.id AS object_id, r.amount_minor, r.created_at
    FROM off o JOIN transfer_origin g ON g.settlement_id = o.id AND g.seller_id = o.seller_id AND g.origin <> 'executed'
    JOIN transfer_reversal r ON r.entity_id = $1 AND r.livemode = $2 AND r.account = $3 AND r.id = g.object_id AND r.source_refund_id = ''
), named AS (
  SELECT o.*, second.object_id AS second_id, second.amount_minor AS second_minor, taken.object_id AS taken_id, taken.amount_minor AS taken_minor,
         EXISTS (SELECT FROM moved m WHERE m.id = o.id AND m.seller_id = o.seller_id) AS was_paid,
         (SELECT min(m.object_id) FROM moved m WHERE m.id = o.id AND m.seller_id = o.seller_id) AS paid_id
    FROM off o
    LEFT JOIN LATERAL (SELECT m.object_id, m.amount_minor FROM moved m WHERE m.id = o.id AND m.seller_id = o.seller_id AND m.turn = 2
                          AND m.reversed_minor = 0 LIMIT 1) second ON o.transferred_minor > o.owed_minor
    LEFT JOIN LATERAL (SELECT min(b.object_id) AS object_id, sum(b.amount_minor)::bigint AS amount_minor FROM back b
                        WHERE b.id = o.id AND b.seller_id = o.seller_id HAVING count(*) > 0) taken ON o.transferred_minor < o.owed_minor
)
SELECT CASE WHEN second_id IS NOT NULL AND transferred_minor - owed_minor = second_minor THEN 'duplicate_transfer'
            WHEN taken_id IS NOT NULL AND owed_minor - transferred_minor = taken_minor THEN 'unreported_reversal'
            WHEN NOT was_paid THEN 'missing_transfer'
            ELSE 'wrong_commission' END AS class,
       id AS "settlementId", order_id AS "orderId", seller_id AS "sellerId", currency, transferred_minor - owed_minor AS "amountMinor",
       accounting_on::text AS "happenedOn", coalesce(second_id, taken_id, paid_id, '') AS "objectId", '' AS "createdOn"
  FROM named`

const FEES = `
SELECT 'wrong_application_fee' AS class, s.id AS "settlementId", s.order_id AS "orderId", coalesce(c->>'sellerId', '') AS "sellerId", s.currency,
       (c->>'offMinor')::bigint AS "amountMinor", s.accounting_on::text AS "happenedOn", s.charge_id AS "objectId", '' AS "createdOn"
  FROM settlement s CROSS JOIN LATERAL jsonb_array_elements(s.checks) AS c
 WHERE s.entity_id = $1 AND s.livemode = $2 AND s.checks @> '[{"code": "application_fee", "passed": false}]'
   AND c->>'code' = 'application_fee' AND c ? 'offMinor'
 ORDER BY s.collected_at DESC LIMIT ${FOUND_MAX}`

const OUTSIDE = `
SELECT 'outside_the_gate' AS class, g.settlement_id AS "settlementId", '' AS "orderId", g.seller_id AS "sellerId",
       coalesce(t.currency, r.currency) AS currency, coalesce(-t.amount_minor, r.amount_minor) AS "amountMinor",
       coalesce(t.created_at, r.created_at)::date::text AS "happenedOn", g.object_id AS "objectId", '' AS "createdOn"
  FROM transfer_origin g
  LEFT JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.id = g.object_id
  LEFT JOIN transfer_reversal r ON r.entity_id = $1 AND r.livemode = $2 AND r.account = $3 AND r.id = g.object_id
 WHERE g.entity_id = $1 AND g.livemode = $2 AND g.origin = 'outside' AND coalesce(t.id, r.id) IS NOT NULL
 ORDER BY g.at DESC LIMIT ${FOUND_MAX}`

function toVariance(row: Row): FoundVariance {
  const { class: name, settlementId, orderId, sellerId, currency, amountMinor, happenedOn, objectId } = row
  const amount = formatMoney({
    minor: (amountMinor < 0n ? -amountMinor : amountMinor).toString(),
    currency: currency.toUpperCase(),
  })
  const isAbout = settlementId !== '' && name !== 'outside_the_gate'
  return {
    class: name,
    subjectKind: isAbout ? 'settlement' : kindOf(objectId),
    subjectId: isAbout ? settlementId : objectId,
    sellerId,
    currency: currency.toUpperCase(),
    amountMinor,
    happenedOn,
    summary: SENTENCES[name]?.(orderId, amount, amountMinor > 0n, objectId) ?? '',
    evidence: [
      ...(settlementId === ''
        ? []
        : [{ label: orderId === '' ? 'Settlement' : `Order ${orderId}`, kind: 'settlement', id: settlementId }]),
      ...(objectId === '' ? [] : [{ label: KIND_WORDS[kindOf(objectId)], kind: kindOf(objectId), id: objectId }]),
      ...(sellerId === '' ? [] : [{ label: 'Seller', kind: 'seller', id: sellerId }]),
    ],
  }
}

const KIND_WORDS = { transfer_reversal: 'The reversal', transfer: 'The transfer', charge: 'The charge' } as const

function kindOf(id: string): keyof typeof KIND_WORDS {
  if (id.startsWith('trr_')) return 'transfer_reversal'
  return id.startsWith('tr_') ? 'transfer' : 'charge'
}

type Sentence = (order: string, amount: string, isMore: boolean, objectId: string) => string
const SENTENCES: Partial<Record<VarianceClass, Sentence>> = {
  duplicate_transfer: (order, amount, _, id) => `${id} paid the share of order ${order} a second time: ${amount}.`,
  unreported_reversal: (order, amount, _, id) => `${id} took back ${amount} of order ${order}, and nothing says why.`,
  missing_transfer: (order, amount) => `The seller is owed ${amount} of order ${order} and was never paid.`,
  wrong_commission: (order, amount, isMore) =>
    `The seller was paid ${amount} ${isMore ? 'more' : 'less'} for order ${order} than the contract gives.`,
  wrong_application_fee: (order, amount, isMore) =>
    `The application fee of order ${order} is ${amount} too ${isMore ? 'much' : 'little'}.`,
  outside_the_gate: (_, amount, __, id) => `${id} moved ${amount} without an execution or an adoption.`,
}
