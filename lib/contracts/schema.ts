import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'

const bps = z.number().int().min(0).max(10_000)
const minor = z.bigint().min(0n)

const rule = z
  .object({
    category: z.string().trim().max(80).default(''),
    lineType: z.string().trim().max(40).default(''),
    percentBps: bps,
    fixedMinor: minor.default(0n),
    minMinor: minor.nullable().default(null),
    maxMinor: minor.nullable().default(null),
    currency: z.string().default(''),
  })
  .refine((value) => value.currency === '' || isCurrency(value.currency), {
    path: ['currency'],
    message: 'This is not an ISO 4217 currency.',
  })
  .refine(
    (value) =>
      (value.fixedMinor === 0n && value.minMinor === null && value.maxMinor === null) === (value.currency === ''),
    {
      path: ['currency'],
      message: 'State a currency exactly when the rule states an amount.',
    },
  )
  .refine((value) => value.minMinor === null || value.maxMinor === null || value.minMinor <= value.maxMinor, {
    path: ['minMinor'],
    message: 'The minimum is above the maximum.',
  })

/** What was agreed from a date on. Rules keep the order they are given in: among equally specific ones the first wins. */
export const contractTerms = z.object({
  effectiveOn: z.iso.date(),
  feeBearer: z.enum(['platform', 'seller']).default('platform'),
  commissionBase: z.enum(['gross', 'net_of_tax']).default('gross'),
  platformLiableForTax: z.boolean().default(false),
  feeAlertBps: bps.default(3_500),
  rules: z.array(rule).min(1, 'A contract needs at least one rule.').max(50),
})

export type ContractTerms = z.input<typeof contractTerms>
