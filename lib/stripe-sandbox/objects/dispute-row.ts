import type { Stripe } from 'stripe'
import type { DisputeRow, Rows } from '../core/kinds.ts'
import type { Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'

/** Card networks' codes for the reasons that Stripe names (docs.stripe.com/disputes/reason-codes-defense-requirements). */
const NETWORK_CODES: Readonly<Record<string, string>> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
  product_unacceptable: '13.3',
  duplicate: '12.6.1',
  subscription_canceled: '13.2',
  credit_not_processed: '13.6',
  general: '11.3',
  debit_not_authorized: 'R10',
  insufficient_funds: 'R01',
  unrecognized: '10.4',
}

export const DISPUTE_REASONS = Object.keys(NETWORK_CODES)

/** A dispute with nothing answered yet. */
export function blankDispute(
  world: World,
  charge: Rows['charge'],
  { id, amount, reason, dueBy }: { id: string; amount: number; reason: string; dueBy: number },
): DisputeRow {
  return {
    id,
    object: 'dispute',
    amount,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: NETWORK_CODES[reason] ?? null,
    payment_intent: charge.payment_intent,
    ...(charge.payment_method_details?.type === 'card' && {
      payment_method_details: {
        type: 'card',
        card: {
          brand: charge.payment_method_details?.card?.brand ?? 'visa',
          case_type: 'chargeback',
          network: charge.payment_method_details?.card?.network ?? 'visa',
          network_reason_code: NETWORK_CODES[reason] ?? null,
        },
      },
    }),
    reason,
    status: 'needs_response',
    _transactions: [],
  }
}

const NO_EVIDENCE: Wire<Stripe.Dispute.Evidence> = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

type EvidenceField = Exclude<keyof typeof NO_EVIDENCE, 'enhanced_evidence' | 'appeal'>

/** The pieces of evidence that a seller may send: words, or ids of uploaded files. */
export const EVIDENCE_FIELDS = Object.keys(NO_EVIDENCE).filter(
  (name) => name !== 'enhanced_evidence',
) as EvidenceField[]
