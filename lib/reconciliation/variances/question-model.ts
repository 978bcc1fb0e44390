import { VARIANCE_CLASSES, type VarianceClass } from './classes-model.ts'

type About = {
  readonly id: string
  readonly class: VarianceClass
  readonly summary: string
  readonly sellerName: string
}

/** What a seller is asked, where a class has a question of its own. */
const QUESTIONS: Partial<Record<VarianceClass, string>> = {
  seller_record_missing: 'Did you deliver this order? Please send us your number of it, or a document that shows it.',
  seller_record_mismatch: 'Which amount did you agree with the buyer? Please send us a document that shows it.',
  fx_rounding: 'Which amount did you note for this order?',
  wrong_application_fee: 'Was another fee agreed for this order? Please send us what was agreed.',
  wrong_commission: 'Was another rate agreed for this order? Please send us what was agreed.',
  missing_transfer: 'Did you receive money for this order in another way?',
  duplicate_transfer: 'Did you receive this amount twice? We would take the second one back.',
  unreported_reversal: 'Do you know why this amount was taken back?',
  outside_the_gate: 'Did anybody at our side tell you about this payment?',
}

export type Question = { readonly subject: string; readonly body: string }

/** The words a seller is asked by, from what the variance shows. The same variance always gives the same words. */
export function questionFor(variance: About, platformName: string): Question {
  const question = QUESTIONS[variance.class] ?? 'Can you tell us what happened, or send us a document that shows it?'
  return {
    subject: `${VARIANCE_CLASSES[variance.class].name}: we have a question`,
    body: `Hello ${variance.sellerName},\n\n${variance.summary}\n\n${question}\n\nOur reference is ${variance.id}.\n\n${platformName}`,
  }
}
