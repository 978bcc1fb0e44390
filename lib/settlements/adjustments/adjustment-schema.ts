import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { REASON_CODES, RECURRENCES } from './reasons-model.ts'

/** What one request may carry of a file. */
export const ADJUSTMENTS_MAX_CHARS = 900_000

const note = z.string().trim().min(3, 'Say why: the approver and the seller read it.').max(500)

export const adjustInput = z
  .object({
    sellerId: z.string().regex(/^sel_[0-9a-z]+$/),
    direction: z.enum(['to_seller', 'from_seller']),
    /** Minor units above zero. */
    amountMinor: z.string().regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.'),
    currency: z.string().refine(isCurrency, 'Choose a currency.'),
    reason: z.enum(REASON_CODES),
    note,
    evidence: z.string().trim().max(200).default(''),
    recurs: z.enum(RECURRENCES).default(''),
    untilOn: z.iso.date().nullable().default(null),
  })
  .refine(({ recurs, untilOn }) => (recurs === '') === (untilOn === null), {
    path: ['untilOn'],
    message: 'Write the last day on which it may come again.',
  })
  .transform(({ direction, amountMinor, ...rest }) => ({
    ...rest,
    amountMinor: direction === 'to_seller' ? BigInt(amountMinor) : -BigInt(amountMinor),
  }))

export const writeOffInput = z.object({
  sellerId: z.string().regex(/^sel_[0-9a-z]+$/),
  /** Minor units above zero. */
  amountMinor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.')
    .transform((text) => BigInt(text)),
  currency: z.string().refine(isCurrency, 'Choose a currency.'),
  note,
  evidence: z.string().trim().max(200).default(''),
})

export const adjustmentIdInput = z.object({ adjustmentId: z.string().regex(/^adj_[0-9a-z]{26}$/) })

export const adjustmentsFile = z.object({
  fileName: z.string().trim().min(1).max(200),
  text: z.string().max(ADJUSTMENTS_MAX_CHARS, 'The file is larger than 900 KB.'),
})
