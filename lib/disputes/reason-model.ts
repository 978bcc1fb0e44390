import type { EvidenceField } from './evidence-model.ts'

/** What a reason means, what an answer has to show, and with what. In our own words; the networks' rules say more. */
export type ReasonRule = {
  readonly name: string
  /** What the buyer says. */
  readonly claim: string
  /** What an answer has to prove. */
  readonly proof: string
  /** What decides it, the strongest first. */
  readonly wanted: readonly EvidenceField[]
}

const RULES: Readonly<Record<string, ReasonRule>> = {
  fraudulent: {
    name: 'Fraudulent',
    claim: 'The cardholder says that somebody else paid with the card.',
    proof:
      'That the cardholder took part: matching name and address, delivery to it, earlier undisputed purchases, use of the service.',
    wanted: [
      'customer_name',
      'billing_address',
      'shipping_documentation',
      'customer_purchase_ip',
      'customer_communication',
    ],
  },
  product_not_received: {
    name: 'Not received',
    claim: 'The buyer says that nothing came, or not by the promised day.',
    proof: 'That it was delivered, to the address the buyer gave, before the dispute: carrier, tracking number, date.',
    wanted: [
      'shipping_documentation',
      'shipping_tracking_number',
      'shipping_carrier',
      'shipping_date',
      'shipping_address',
    ],
  },
  product_unacceptable: {
    name: 'Not as described',
    claim: 'The buyer says that it came damaged, or is not what was offered.',
    proof: 'What was offered and delivered, and that the buyer was offered a return or did not ask for one.',
    wanted: [
      'product_description',
      'customer_communication',
      'refund_policy',
      'refund_policy_disclosure',
      'refund_refusal_explanation',
    ],
  },
  duplicate: {
    name: 'Paid twice',
    claim: 'The buyer says that one purchase was charged more than once.',
    proof: 'That the payments are for two purchases, or that one of them was refunded.',
    wanted: ['duplicate_charge_id', 'duplicate_charge_explanation', 'duplicate_charge_documentation', 'receipt'],
  },
  subscription_canceled: {
    name: 'Subscription canceled',
    claim: 'The buyer says that it was canceled before this payment.',
    proof: 'That it was not canceled in time, that the terms were shown, and that the service was used afterwards.',
    wanted: ['cancellation_policy', 'cancellation_policy_disclosure', 'cancellation_rebuttal', 'access_activity_log'],
  },
  credit_not_processed: {
    name: 'Refund not received',
    claim: 'The buyer says that a promised refund did not come.',
    proof: 'That the refund was made, or that none is due under terms the buyer had agreed to.',
    wanted: ['refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation', 'receipt'],
  },
  unrecognized: {
    name: 'Not recognised',
    claim: 'The cardholder does not know the name on the statement.',
    proof: 'What was bought, from whom and when, so that the cardholder remembers.',
    wanted: ['product_description', 'receipt', 'customer_name', 'customer_communication'],
  },
  general: {
    name: 'Other',
    claim: 'The bank gave no reason of its own.',
    proof: 'The purchase, the delivery and what was said about it.',
    wanted: ['product_description', 'receipt', 'customer_communication', 'shipping_documentation'],
  },
  debit_not_authorized: {
    name: 'Debit not authorised',
    claim: 'The account holder says that the debit was not allowed.',
    proof: 'Most returned debits are final at once; where an answer is possible, the mandate decides.',
    wanted: ['customer_signature', 'customer_communication', 'receipt'],
  },
  insufficient_funds: {
    name: 'Not enough money',
    claim: 'The bank returned the debit for lack of money.',
    proof: 'Nothing: it is final. Ask the buyer to pay in another way.',
    wanted: [],
  },
  fraud_warning: {
    name: 'Early fraud warning',
    claim: 'The card’s bank believes that the payment is fraud. No money was taken yet; most warnings become disputes.',
    proof: 'There is nothing to answer. A full refund now spares the dispute and its fee.',
    wanted: [],
  },
}

const OTHER: ReasonRule = {
  name: 'Other',
  claim: 'The bank named a reason we have no rule for.',
  proof: 'The purchase, the delivery and what was said about it.',
  wanted: ['product_description', 'receipt', 'customer_communication'],
}

export const ruleOfReason = (reason: string): ReasonRule => RULES[reason] ?? OTHER

/** What differs by network, where it matters for the answer; empty where nothing does. */
export function networkNote(network: string, reason: string): string {
  if (network === 'visa' && reason === 'fraudulent') {
    return 'Visa (10.4): two undisputed payments of the same card, 120 to 365 days old, that share two of IP address, device, account and delivery address with this one (IP address or device among them) turn the liability.'
  }
  if (network === 'visa' && reason === 'product_not_received') {
    return 'Visa (13.1): a buyer who was promised a later day cannot dispute before it.'
  }
  if (network === 'mastercard' && reason === 'fraudulent') {
    return 'Mastercard (4837): a payment the issuer authenticated by 3-D Secure is the issuer’s risk; say so if it was.'
  }
  if (network === 'amex')
    return 'American Express often asks first: an inquiry that is answered in time need not become a dispute.'
  return ''
}
