import { z } from 'zod'
import type { AccountCode } from '../chart.ts'
import { CHART } from '../chart-accounts.ts'
import { GL_SYSTEM_CODES, SENT_SYSTEMS } from './batch-model.ts'

export const makeBatchInput = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Choose a hard-locked month.'),
})

export const sendBatchInput = z.object({ number: z.number().int().min(1), system: z.enum(SENT_SYSTEMS) })

export const mapAccountInput = z.object({
  system: z.enum(GL_SYSTEM_CODES),
  code: z.custom<AccountCode>((code) => typeof code === 'string' && Object.hasOwn(CHART, code), 'Choose an account.'),
  target: z.string().trim().max(100),
})

/** What one request may carry of a file. */
const RATES_MAX_CHARS = 200_000

export const ratesInput = z.object({
  fileName: z.string().trim().min(1, 'Choose a file.').max(200),
  text: z.string().max(RATES_MAX_CHARS, 'The file is larger than 200 KB.'),
})
