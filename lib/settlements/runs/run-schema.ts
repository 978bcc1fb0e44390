import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { CYCLES } from './cycle-model.ts'

const runId = z.string().regex(/^run_[0-9a-z]{26}$/)
const proposalId = z.string().regex(/^prp_[0-9a-z]{26}$/)

export const newRunInput = z.object({
  currency: z.string().refine(isCurrency, 'Choose a currency.'),
  cutOffOn: z.iso.date('Write the last day.'),
  cycle: z.enum(['', ...CYCLES]).default(''),
})
export const runInput = z.object({ runId })
export const excludeInput = z.object({
  runId,
  proposalId,
  reason: z.string().trim().min(3, 'Say why: it is in the next run.').max(300),
})
export const includeInput = z.object({ runId, proposalId })

/** How a run stands, from its own state and from what became of its transfers. */
export const RUN_STATES = ['draft', 'submitted', 'executing', 'done', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]
