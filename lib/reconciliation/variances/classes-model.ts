import type { Priority } from '#lib/tickets/model.ts'

type VarianceWords = {
  readonly name: string
  /** What it means, for a person. */
  readonly words: string
  /** What to do about it. */
  readonly action: string
  readonly priority: Priority
}

/** Every class of variance: the rule that finds it is in the file of its source. */
export const VARIANCE_CLASSES = {
  bank_line_missing: {
    name: 'Bank line missing',
    words: 'Stripe paid out, and the bank’s statements show nothing of it.',
    action: 'Ask the bank with the trace id. Stripe takes the payout back when the account was wrong.',
    priority: 'high',
  },
  short_payout: {
    name: 'Short payout',
    words: 'The bank booked less than Stripe paid out.',
    action: 'Ask the bank which charge it kept, and book it as a bank fee.',
    priority: 'normal',
  },
  payout_over: {
    name: 'Payout over',
    words: 'The bank booked more than Stripe paid out.',
    action: 'Find out what else is in the line, and split it.',
    priority: 'normal',
  },
  bank_lines_merged: {
    name: 'Bank lines merged',
    words: 'The bank booked several payouts as one line.',
    action: 'Nothing is missing: confirm that these payouts are the line.',
    priority: 'low',
  },
  bank_line_split: {
    name: 'Bank line split',
    words: 'The bank booked one payout as several lines.',
    action: 'Nothing is missing: confirm that these lines are the payout.',
    priority: 'low',
  },
  bank_line_unexpected: {
    name: 'Bank line without payout',
    words: 'The bank shows money from Stripe that no payout of ours explains.',
    action: 'Look for a payout of another Stripe account of the company, and match or void the line.',
    priority: 'high',
  },
  seller_record_missing: {
    name: 'Seller record missing',
    words: 'Collected by Stripe, and the order system knows nothing of it.',
    action: 'Ask who keeps the order system for the order, and send its record again.',
    priority: 'normal',
  },
  seller_record_mismatch: {
    name: 'Seller record differs',
    words: 'The order system names another amount than was collected.',
    action: 'Find out which amount is right. Correct the record, or refund the buyer.',
    priority: 'normal',
  },
  record_not_collected: {
    name: 'Sale not collected',
    words: 'The order system shows a sale paid through Stripe that Stripe did not collect.',
    action: 'Look for the payment by the order’s number; when there is none, the order was not paid.',
    priority: 'normal',
  },
  refund_record_missing: {
    name: 'Refund without record',
    words: 'Given back through Stripe, and the order system knows nothing of it.',
    action: 'Ask who keeps the order system, and send its record of the refund again.',
    priority: 'normal',
  },
  refund_record_mismatch: {
    name: 'Refund differs',
    words: 'The order system names another amount than went back to the buyer.',
    action: 'Find out which amount is right. Correct the record, or refund the rest.',
    priority: 'normal',
  },
  refund_not_made: {
    name: 'Refund not made',
    words: 'The order system shows a refund that Stripe did not make.',
    action: 'Refund the buyer, or correct the record when it was promised and not due.',
    priority: 'high',
  },
  fx_rounding: {
    name: 'FX rounding',
    words: 'The order system’s conversion differs from its own rate.',
    action: 'Correct the rounding in the order system; nothing was paid by this amount.',
    priority: 'low',
  },
  wrong_application_fee: {
    name: 'Wrong application fee',
    words: 'The application fee is not what the contract gives.',
    action: 'Return what was taken too much at Stripe, or charge the seller the rest.',
    priority: 'high',
  },
  wrong_commission: {
    name: 'Wrong commission',
    words: 'The seller was paid by another rate than the contract’s.',
    action: 'Take back what was paid too much, or pay the rest.',
    priority: 'high',
  },
  missing_transfer: {
    name: 'Missing transfer',
    words: 'Collected, owed by contract, and the seller was never paid.',
    action: 'Pay the seller by a correcting transfer.',
    priority: 'high',
  },
  duplicate_transfer: {
    name: 'Duplicate transfer',
    words: 'The same share was transferred twice.',
    action: 'Take the second transfer back by a reversal.',
    priority: 'urgent',
  },
  unreported_reversal: {
    name: 'Unreported reversal',
    words: 'A transfer was taken back without a refund or an execution that explains it.',
    action: 'Ask who reversed it. Pay the seller again when it was a mistake.',
    priority: 'urgent',
  },
  outside_the_gate: {
    name: 'Moved outside the gate',
    words: 'Money moved at Stripe without an approval of ours.',
    action: 'Find out who moved it and why. Rotate the key when nobody can say.',
    priority: 'urgent',
  },
  payout_unexplained: {
    name: 'Payout unexplained',
    words: 'A payout differs from its lines, and no rule says why.',
    action: 'Open the payout and compare its lines with Stripe’s report.',
    priority: 'high',
  },
  written_off_in_vain: {
    name: 'Write-off without cause',
    words: 'A difference was written off that is not there any more.',
    action: 'Take the write-off back: the books gave up what came after all, or is another amount now.',
    priority: 'normal',
  },
} as const satisfies Record<string, VarianceWords>

export type VarianceClass = keyof typeof VARIANCE_CLASSES

export const VARIANCE_STATES = ['open', 'in_progress', 'explained', 'resolved'] as const
export type VarianceState = (typeof VARIANCE_STATES)[number]

export const isVarianceClass = (text: string): text is VarianceClass => Object.hasOwn(VARIANCE_CLASSES, text)

export const VARIANCE_CLASS_NAMES = Object.keys(VARIANCE_CLASSES).filter(isVarianceClass)

/** Which states a list shows: what somebody has to do, unless asked otherwise. */
export const VARIANCE_VIEWS = ['todo', ...VARIANCE_STATES, 'all'] as const
export type VarianceView = (typeof VARIANCE_VIEWS)[number]

/** Days since it happened, from and below; below is null for the oldest. */
export const VARIANCE_AGES = {
  '0-3': { from: 0, below: 4 },
  '4-7': { from: 4, below: 8 },
  '8-30': { from: 8, below: 31 },
  over_30: { from: 31, below: null },
} as const
export type VarianceAge = keyof typeof VARIANCE_AGES
export const VARIANCE_AGE_KEYS = ['0-3', '4-7', '8-30', 'over_30'] as const

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' }
const LOOKS: Readonly<Record<VarianceState, Look>> = {
  open: { word: 'open', tone: 'warn' },
  in_progress: { word: 'in progress', tone: 'wait' },
  explained: { word: 'explained', tone: 'good' },
  resolved: { word: 'resolved', tone: 'good' },
}

export const varianceLook = (state: VarianceState): Look => LOOKS[state]

/** What kind of transfer puts it right; null for what money cannot put right by itself. */
export function resolutionOf(name: VarianceClass, amountMinor: bigint): 'pay' | 'take_back' | null {
  if (name === 'missing_transfer' || name === 'unreported_reversal') return 'pay'
  if (name === 'duplicate_transfer') return 'take_back'
  if (name === 'wrong_commission') return amountMinor > 0n ? 'take_back' : 'pay'
  return null
}
