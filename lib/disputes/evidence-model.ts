/** Pieces of evidence that are words (docs.stripe.com/api/disputes/evidence_object), under Stripe's names. */
export const WORD_FIELDS = {
  product_description: 'What was sold',
  customer_name: 'Customer’s name',
  customer_email_address: 'Customer’s mail address',
  customer_purchase_ip: 'Customer’s IP address',
  billing_address: 'Billing address',
  shipping_address: 'Delivery address',
  shipping_carrier: 'Carrier',
  shipping_tracking_number: 'Tracking number',
  shipping_date: 'Sent on',
  service_date: 'Service given on',
  access_activity_log: 'Use of the service',
  refund_policy_disclosure: 'How the refund policy was shown',
  refund_refusal_explanation: 'Why no refund is due',
  cancellation_policy_disclosure: 'How the cancellation policy was shown',
  cancellation_rebuttal: 'Why the cancellation does not hold',
  duplicate_charge_id: 'The other payment',
  duplicate_charge_explanation: 'Why both payments stand',
  uncategorized_text: 'Everything else',
} as const

/** Pieces of evidence that are documents. */
export const FILE_FIELDS = {
  receipt: 'Receipt',
  shipping_documentation: 'Proof of delivery',
  customer_communication: 'What the customer wrote',
  refund_policy: 'Refund policy',
  cancellation_policy: 'Cancellation policy',
  customer_signature: 'Signature',
  service_documentation: 'Proof of service',
  duplicate_charge_documentation: 'Proof about the other payment',
  uncategorized_file: 'Another document',
} as const

export type WordField = keyof typeof WORD_FIELDS
export type FileField = keyof typeof FILE_FIELDS
export type EvidenceField = WordField | FileField
/** What we say, by Stripe's name of it; what is not said is left out. */
export type Words = { readonly [Field in WordField]?: string }

export const WORD_NAMES = Object.keys(WORD_FIELDS) as WordField[]
export const FILE_NAMES = Object.keys(FILE_FIELDS) as FileField[]

/** Stripe's limits: 5 MB for a document, 150,000 characters for all words together, and one answer. */
export const FILE_BYTES_MAX = 5_242_880
export const WORDS_MAX = 150_000
export const WORD_MAX = 20_000

/** Long answers get a taller box. */
export const isLong = (field: WordField): boolean =>
  /text|explanation|rebuttal|disclosure|description|log$|address$/.test(field) && field !== 'customer_email_address'

export const fieldName = (field: string): string =>
  WORD_FIELDS[field as WordField] ?? FILE_FIELDS[field as FileField] ?? field.replaceAll('_', ' ')
