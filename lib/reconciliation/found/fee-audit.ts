import type { Entity } from '#lib/entities/entity.ts'
import { firstDay, firstOfNextMonth, type Month } from '#lib/ledger/periods/month-model.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What Stripe charged for payments of one method in one currency, against the agreed price. */
export type FeeAuditRow = {
  readonly method: string
  readonly currency: string
  readonly count: number
  /** Of these, without an agreed price. */
  readonly unpriced: number
  readonly charged: WireMoney
  readonly expected: WireMoney
  /** Charged too much, and too little, each payment by itself: never netted. */
  readonly over: WireMoney
  readonly under: WireMoney
  readonly overCount: number
}

/** A payment whose fee is not what was agreed. */
export type FeeDeviation = {
  readonly transactionId: string
  readonly chargeId: string
  readonly on: string
  readonly method: string
  readonly amount: WireMoney
  readonly charged: WireMoney
  readonly expected: WireMoney
}

export type FeeAudit = { readonly rows: readonly FeeAuditRow[]; readonly deviations: readonly FeeDeviation[] }

/** The largest deviations of a month; the sums count all. */
const DEVIATIONS_MAX = 50

/**
 * Payments of a month on the platform's account with Stripe's own fee out of `fee_details`, and what the price agreed for that day gives:
 * the amount's share, rounded half up, and the fixed part, at most the cap.
 */
const AUDITED = `
WITH month AS (
  SELECT ($4::text::date)::timestamp AT TIME ZONE $6 AS from_at, ($5::text::date)::timestamp AT TIME ZONE $6 AS until_at
), paid AS (
  SELECT b.id, b.source_id, b.amount_minor, upper(b.currency) AS currency, (b.created_at AT TIME ZONE $6)::date AS day,
         coalesce((SELECT sum((d ->> 'amountMinor')::bigint) FROM jsonb_array_elements(b.fee_details) d WHERE d ->> 'type' = 'stripe_fee'), 0)::bigint AS fee,
         coalesce(CASE WHEN c.raw LIKE '{%' AND c.raw !~* '\\\\u(0000|d[89a-f])' THEN c.raw::jsonb #>> '{payment_method_details,type}' END, '') AS method
    FROM month CROSS JOIN balance_transaction b
    LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = b.source_id
   WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.type IN ('charge', 'payment') AND b.amount_minor > 0
     AND b.created_at >= month.from_at AND b.created_at < month.until_at
), audited AS (
  SELECT paid.*, (least(p.cap_minor, (paid.amount_minor * p.bps * 2 + 10000) / 20000 + p.fixed_minor))::bigint AS expected
    FROM paid
    LEFT JOIN LATERAL (
      SELECT f.bps, f.fixed_minor, coalesce(f.cap_minor, 9223372036854775807) AS cap_minor FROM fee_price f
       WHERE f.entity_id = $1 AND f.livemode = $2 AND f.method IN (paid.method, '') AND f.currency = paid.currency AND f.from_on <= paid.day
       ORDER BY (f.method = paid.method) DESC, f.from_on DESC LIMIT 1) p ON true
)`

type Sum = {
  method: string
  currency: string
  count: number
  unpriced: number
  charged: bigint
  expected: bigint
  over: bigint
  under: bigint
  overCount: number
}
type Deviation = {
  transactionId: string
  chargeId: string
  on: string
  method: string
  currency: string
  amountMinor: bigint
  fee: bigint
  expected: bigint
}

/** Stripe's fees of a month against the agreed prices; payments without a price are counted, not judged. */
export async function auditFees(tx: Sql, entity: Entity, month: Month): Promise<FeeAudit> {
  const keys = [
    tx.scope.entityId,
    tx.scope.livemode,
    entity.stripeAccount,
    firstDay(month),
    firstOfNextMonth(firstDay(month)),
    entity.bookTimeZone,
  ]
  const sums = await tx.sql<Sum>(
    `${AUDITED}
     SELECT method, currency, count(*)::int AS count, (count(*) FILTER (WHERE expected IS NULL))::int AS unpriced, sum(fee)::bigint AS charged,
            coalesce(sum(expected), 0)::bigint AS expected, coalesce(sum(greatest(fee - expected, 0)), 0)::bigint AS over,
            coalesce(sum(greatest(expected - fee, 0)), 0)::bigint AS under, (count(*) FILTER (WHERE fee > expected))::int AS "overCount"
       FROM audited GROUP BY 1, 2 ORDER BY 1, 2`,
    keys,
  )
  const deviations = await tx.sql<Deviation>(
    `${AUDITED}
     SELECT id AS "transactionId", source_id AS "chargeId", day::text AS "on", method, currency, amount_minor AS "amountMinor", fee, expected
       FROM audited WHERE fee <> expected ORDER BY fee - expected DESC, id LIMIT ${DEVIATIONS_MAX}`,
    keys,
  )
  return { rows: sums.map(rowOf), deviations: deviations.map(deviationOf) }
}

function rowOf({ charged, expected, over, under, ...row }: Sum): FeeAuditRow {
  const amount = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency: row.currency })
  return { ...row, charged: amount(charged), expected: amount(expected), over: amount(over), under: amount(under) }
}

function deviationOf({ currency, amountMinor, fee, expected, ...row }: Deviation): FeeDeviation {
  const amount = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  return { ...row, amount: amount(amountMinor), charged: amount(fee), expected: amount(expected) }
}
