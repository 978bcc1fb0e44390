import { z } from 'zod'
import { PERIOD_STATES } from '#lib/ledger/periods/period-model.ts'
import { TASK_CODES } from './tasks-model.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write a month such as 2026-10.')
const task = { month, code: z.enum(TASK_CODES) }
const comment = z.string().trim().max(2_000).default('')

export const assignInput = z.object({
  ...task,
  ownerId: z.string().regex(/^(per_[0-9a-z]{26})?$/),
  dueOn: z.iso.date('Write a day.').nullable(),
})

export const prepareInput = z.object({
  ...task,
  comment,
  attachmentHash: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
})

export const reviewInput = z.object({ ...task, isAgreed: z.boolean(), comment })

export const explainInput = z.object({
  month,
  account: z.string().regex(/^[a-z_]{1,60}$/),
  currency: z.string().length(3),
  comment: z.string().trim().min(3, 'Say why it changed.').max(2_000),
})

export const lockInput = z.object({
  month,
  to: z.enum(PERIOD_STATES),
  reason: z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(2_000),
})

export const revalueInput = lockInput.pick({ month: true, reason: true })
