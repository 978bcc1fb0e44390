import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type FlowKind, HISTORY_DAYS_MAX } from './kinds-model.ts'

/** What one accounting day brought of a kind, by the day of creation. */
export type FlowRow = {
  readonly currency: string
  readonly day: string
  readonly kind: FlowKind
  /** Minor units; what left is negative. */
  readonly minor: bigint
  /** Days until it was available, times the amount without its sign, and that amount: for the mean. */
  readonly lagged: bigint
  readonly weight: bigint
}

/**
 * Every day of the platform's balance until yesterday, in one statement: Stripe's reporting categories
 * (https://docs.stripe.com/reports/reporting-categories) in treasury's kinds; fees apart from what they were taken of.
 */
export function readHistory(tx: Sql, entity: Entity, today: string): Promise<FlowRow[]> {
  return tx.sql<FlowRow>(
    `WITH renewal AS MATERIALIZED (
       SELECT DISTINCT coalesce(nullif(p.charge_id, ''), c.id) AS charge_id
         FROM invoice i JOIN invoice_payment p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = i.account AND p.invoice_id = i.id
         LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = i.account AND p.payment_intent_id <> '' AND c.payment_intent_id = p.payment_intent_id
        WHERE i.entity_id = $1 AND i.livemode = $2 AND i.account = $3 AND i.billing_reason = 'subscription_cycle'
     ), moved AS (
       SELECT upper(b.currency::text) AS currency, (b.created_at AT TIME ZONE $4)::date AS day,
              (b.available_on AT TIME ZONE $4)::date - (b.created_at AT TIME ZONE $4)::date AS lag,
              sum(b.amount_minor) AS amount, sum(abs(b.amount_minor)) AS amounts, sum(b.fee_minor) AS fee, sum(abs(b.fee_minor)) AS fees,
              CASE WHEN b.reporting_category = 'charge' THEN CASE WHEN r.charge_id IS NULL THEN 'sales' ELSE 'renewals' END
                   WHEN b.reporting_category IN ('platform_earning', 'platform_earning_refund') THEN 'commission'
                   WHEN b.reporting_category IN ('fee', 'network_cost', 'tax') THEN 'fees'
                   WHEN b.reporting_category IN ('refund', 'refund_failure', 'partial_capture_reversal') THEN 'refunds'
                   WHEN b.reporting_category IN ('dispute', 'dispute_reversal') THEN 'disputes'
                   WHEN b.reporting_category IN ('transfer', 'transfer_reversal') THEN 'transfers'
                   WHEN b.reporting_category IN ('payout', 'payout_reversal', 'topup', 'topup_reversal') THEN 'payouts'
                   WHEN b.reporting_category IN ('risk_reserved_funds', 'connect_reserved_funds', 'reserved_funds') THEN 'reserves'
                   ELSE 'other' END AS kind
         FROM balance_transaction b LEFT JOIN renewal r ON r.charge_id = b.source_id
        WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.balance_type = 'payments'
          AND b.created_at < $5::date::timestamp AT TIME ZONE $4
          AND b.created_at >= ($5::date - ${HISTORY_DAYS_MAX})::timestamp AT TIME ZONE $4
        GROUP BY 1, 2, 3, 8
     ), flow AS (
       SELECT currency, day, kind, amount AS minor, amounts AS weight, lag FROM moved
       UNION ALL SELECT currency, day, 'fees', -fee, fees, lag FROM moved WHERE fees <> 0
     )
     SELECT currency, day::text AS day, kind, sum(minor)::bigint AS minor, sum(weight * lag)::bigint AS lagged, sum(weight)::bigint AS weight
       FROM flow GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount, entity.bookTimeZone, today],
  )
}
