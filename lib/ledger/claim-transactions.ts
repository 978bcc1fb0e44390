import type { Sql } from '#lib/platform/db.ts'
import type { PostableTransaction } from './draft-balance-transaction.ts'
import { CASH_PART } from './draft-balance-transaction.ts'

/** A queued transaction, locked, with its facts; and whether its cash was posted by an earlier round. */
export type ClaimedTransaction = Omit<PostableTransaction, 'accountingOn'> & { readonly isCashPosted: boolean }

type Row = {
  account: string
  id: string
  type: string
  reporting_category: string
  balance_type: string
  source_id: string
  amount_minor: bigint
  fee_minor: bigint
  net_minor: bigint
  currency: string
  fee_details: readonly { type: string; amountMinor: string | number; currency: string }[]
  created_at: Date
  is_cash_posted: boolean
  destination: string
  seller_id: string
  is_charge_known: boolean
  source_transfer_id: string
  charge_id: string
  refund_id: string
  transfer_id: string
  invoice_id: string
  payment_intent_id: string
}

/**
 * One statement for a whole batch: rows another worker holds are skipped, facts come by look-ups on keys. The keys are worked
 * out first: under row security the planner uses an index only for a bare column, not for an expression around one.
 */
const CLAIM = `
WITH due AS MATERIALIZED (
  SELECT q.account, q.balance_transaction_id AS id FROM posting_queue q
   WHERE q.entity_id = $1 AND q.livemode = $2 AND ($3::timestamptz IS NULL OR q.queued_at <= $3::timestamptz)
   ORDER BY q.queued_at, q.account, q.balance_transaction_id LIMIT $4 FOR UPDATE SKIP LOCKED
), keyed AS MATERIALIZED (
  SELECT b.account, b.id, b.type, b.reporting_category, b.balance_type, b.source_id, b.amount_minor, b.fee_minor, b.net_minor,
         b.currency, b.fee_details, b.created_at, f.id AS refund_id,
         coalesce(r.transfer_id, b.source_id) AS transfer_key, coalesce(f.charge_id, b.source_id) AS charge_key
    FROM due
    JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = due.account AND b.id = due.id
    LEFT JOIN transfer_reversal r ON r.entity_id = $1 AND r.livemode = $2 AND r.account = b.account AND r.id = b.source_id
    LEFT JOIN refund f ON f.entity_id = $1 AND f.livemode = $2 AND f.account = b.account AND f.id = b.source_id
)
SELECT b.*, e.id IS NOT NULL AS is_cash_posted,
       coalesce(t.destination, '') AS destination, coalesce(s.id, cleared.seller_id, '') AS seller_id,
       c.id IS NOT NULL AS is_charge_known, coalesce(c.source_transfer_id, '') AS source_transfer_id,
       coalesce(c.id, CASE WHEN b.source_id ~ '^(ch|py)_' THEN b.source_id END, '') AS charge_id,
       coalesce(b.refund_id, CASE WHEN b.source_id ~ '^(re|pyr)_' THEN b.source_id END, '') AS refund_id,
       coalesce(t.id, '') AS transfer_id, coalesce(i.invoice_id, '') AS invoice_id,
       coalesce(c.payment_intent_id, '') AS payment_intent_id
  FROM keyed b
  LEFT JOIN journal_entry e ON e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'balance_transaction'
    AND e.source_account = b.account AND e.source_id = b.id AND e.source_part = '${CASH_PART}'
  LEFT JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = b.account AND t.id = b.transfer_key
  LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = t.destination
  LEFT JOIN LATERAL (
    SELECT cs.id AS seller_id FROM balance_transaction x
      JOIN seller cs ON cs.entity_id = $1 AND cs.livemode = $2 AND cs.stripe_account = x.account
     WHERE b.type = 'connect_collection_transfer' AND x.entity_id = $1 AND x.livemode = $2 AND x.source_id = b.source_id
     ORDER BY cs.id LIMIT 1) cleared ON true
  LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = b.charge_key
  LEFT JOIN LATERAL (
    SELECT p.invoice_id FROM invoice_payment p
     WHERE p.entity_id = $1 AND p.livemode = $2 AND p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> ''
     ORDER BY p.id LIMIT 1) i ON true
 ORDER BY b.created_at, b.account, b.id`

/** Locks up to `limit` queued transactions and reads what their rules need. `dueBy` null takes waiting ones too. */
export async function claimTransactions(tx: Sql, dueBy: Date | null, limit: number): Promise<ClaimedTransaction[]> {
  const rows = await tx.sql<Row>(CLAIM, [tx.scope.entityId, tx.scope.livemode, dueBy?.toISOString() ?? null, limit])
  return rows.map((row) => ({
    account: row.account,
    id: row.id,
    type: row.type,
    reportingCategory: row.reporting_category,
    balanceType: row.balance_type,
    sourceId: row.source_id,
    amountMinor: row.amount_minor,
    feeMinor: row.fee_minor,
    netMinor: row.net_minor,
    currency: row.currency,
    feeDetails: row.fee_details.map(({ type, amountMinor, currency }) => ({
      type,
      amountMinor: BigInt(amountMinor),
      currency: currency.toUpperCase(),
    })),
    occurredAt: row.created_at,
    isCashPosted: row.is_cash_posted,
    facts: {
      destination: row.destination,
      sellerId: row.seller_id,
      isChargeKnown: row.is_charge_known,
      sourceTransferId: row.source_transfer_id,
      chargeId: row.charge_id,
      refundId: row.refund_id,
      transferId: row.transfer_id,
      invoiceId: row.invoice_id,
      paymentIntentId: row.payment_intent_id,
    },
  }))
}
