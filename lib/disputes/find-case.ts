import type { Sql } from '#lib/platform/db.ts'
import { type CaseKind, isInquiry } from './status-model.ts'

/** A dispute, an inquiry or an early fraud warning as the mirror has it, with its charge. */
export type Case = {
  readonly id: string
  readonly kind: CaseKind
  readonly account: string
  readonly status: string
  readonly reason: string
  readonly network: string
  /** The network's own code of the reason; empty when none is told. */
  readonly networkCode: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly chargeId: string
  readonly createdAt: Date
  readonly dueAt: Date | null
  readonly submissionCount: number
  /** Whether Stripe still takes a refund of the charge, although the bank asks. */
  readonly isRefundable: boolean
  readonly balanceTransactionIds: readonly string[]
  /** The proposal of ours that the dispute at Stripe names; empty when none does. */
  readonly sentBy: string
}

type Row = Omit<Case, 'kind'> & { readonly isWarning: boolean }

/** One case by Stripe's id, or null. */
export async function findCase(tx: Sql, id: string): Promise<Case | null> {
  const [row] = await tx.sql<Row>(
    `SELECT d.id, d.account, d.status, d.reason, upper(d.currency) AS currency, d.amount_minor AS "amountMinor", d.charge_id AS "chargeId",
            d.created_at AS "createdAt", d.due_at AS "dueAt", d.balance_transaction_ids AS "balanceTransactionIds",
            coalesce(d.raw::jsonb #>> '{payment_method_details,card,network}', '') AS network,
            coalesce(d.raw::jsonb ->> 'network_reason_code', '') AS "networkCode",
            coalesce((d.raw::jsonb #>> '{evidence_details,submission_count}')::int, 0) AS "submissionCount",
            coalesce((d.raw::jsonb ->> 'is_charge_refundable')::boolean, false) AS "isRefundable",
            coalesce(d.metadata ->> 'tieout_proposal', '') AS "sentBy", false AS "isWarning"
       FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.id = $3
     UNION ALL
     SELECT o.id, o.account, CASE WHEN o.raw::jsonb ->> 'actionable' = 'true' THEN 'fraud_warning' ELSE 'fraud_warning_settled' END,
            'fraud_warning', upper(c.currency), c.amount_minor - c.refunded_minor, c.id, to_timestamp((o.raw::jsonb ->> 'created')::bigint),
            NULL, '[]'::jsonb, coalesce(c.raw::jsonb #>> '{payment_method_details,card,network}', ''),
            coalesce(o.raw::jsonb ->> 'fraud_type', ''), 0, true, '', true
       FROM mirror_object o JOIN charge c ON c.entity_id = o.entity_id AND c.livemode = o.livemode AND c.account = o.account
                                         AND c.id = o.raw::jsonb ->> 'charge'
      WHERE o.entity_id = $1 AND o.livemode = $2 AND o.type = 'radar.early_fraud_warning' AND o.id = $3
      LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  if (row === undefined) return null
  const { isWarning, ...found } = row
  return { ...found, kind: isWarning ? 'warning' : isInquiry(found.status) ? 'inquiry' : 'dispute' }
}
