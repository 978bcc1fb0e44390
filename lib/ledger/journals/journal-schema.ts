import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import type { AccountCode } from '../chart.ts'
import { CHART } from '../chart-accounts.ts'
import { TEMPLATE_CODES } from './journals-model.ts'

const LINES_MAX = 100

const minor = z.string().regex(/^-?[1-9]\d{0,17}$/, 'Write an amount that is not zero.')
const account = z.custom<AccountCode>(
  (code) => typeof code === 'string' && Object.hasOwn(CHART, code),
  'Choose an account.',
)

/** One line: debits positive, credits negative, minor units. */
export const journalLine = z.object({
  code: account,
  currency: z.string().refine(isCurrency, 'Choose a currency.'),
  amountMinor: minor,
})

export const journalInput = z.object({
  template: z.enum(TEMPLATE_CODES),
  accountingOn: z.iso.date('Write the accounting day.'),
  reason: z.string().trim().min(3, 'Say why: the approver and the auditor read it.').max(500),
  evidence: z.string().trim().max(200).default(''),
  attachmentHash: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
  lines: z.array(journalLine).min(2, 'A journal has at least two lines.').max(LINES_MAX),
  /** Reversed on the first day of the next month. */
  isReversing: z.boolean(),
  /** Comes again every month up to this day. */
  untilOn: z.iso.date('Write the last day.').nullable().default(null),
})

export const journalIdInput = z.object({ journalId: z.string().regex(/^jrn_[0-9a-z]{26}$/) })

export type JournalLine = z.infer<typeof journalLine>
export type JournalInput = z.infer<typeof journalInput>
