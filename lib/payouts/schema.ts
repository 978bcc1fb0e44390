import { z } from 'zod'
import { EXPLAIN_LOCALES } from './explain/explanation-model.ts'

/** What somebody has to look at: arrived late · Stripe does not itemise it · off from what was expected. */
export const PAYOUT_ATTENTIONS = ['late', 'unreconciled', 'over'] as const
export type PayoutAttention = (typeof PAYOUT_ATTENTIONS)[number]

/** Whose bank account it goes to. */
export const PAYOUT_SIDES = ['platform', 'seller'] as const

const ATTENTION_WORDS: Readonly<Record<PayoutAttention, string>> = {
  late: 'past arrival',
  unreconciled: 'not itemised for 3 days',
  over: 'off from expected',
}

export const attentionWords = (attention: PayoutAttention): string => ATTENTION_WORDS[attention]

export const thresholdInput = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/, 'Name the currency by its three letters.'),
  /** Minor units. */
  absolute: z.string().regex(/^\d{1,15}$/, 'Give an amount of zero or more.'),
  perMille: z.coerce.number().int().min(0).max(1_000, 'Give a whole number from 0 to 1,000.'),
  reason: z.string().trim().min(3, 'Say why, so that an approver can decide.').max(2_000),
})

export const issueInput = z.object({
  sellerId: z.string().regex(/^sel_\w{1,60}$/, 'This is not the id of a seller.'),
})

/** What is explained to a seller, and in which language; the seller's own without one. */
export const explainInput = z.object({
  kind: z.enum(['payout', 'settlement', 'run']),
  id: z.string().regex(/^(po|stl|run)_\w{1,60}$/, 'This is no payout, settlement or run.'),
  account: z
    .string()
    .regex(/^(acct_\w{1,60})?$/)
    .default(''),
  sellerId: z
    .string()
    .regex(/^(sel_\w{1,60})?$/)
    .default(''),
  locale: z.enum(EXPLAIN_LOCALES).nullable().default(null),
})

export const tellInput = explainInput.extend({
  subject: z.string().trim().min(1, 'A mail needs a subject.').max(200),
  body: z.string().trim().min(1, 'Say something.').max(10_000),
  isReworded: z.boolean().default(false),
})
