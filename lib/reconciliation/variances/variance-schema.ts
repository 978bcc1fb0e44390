import { z } from 'zod'
import { VARIANCE_AGE_KEYS, VARIANCE_CLASS_NAMES, VARIANCE_VIEWS } from './classes-model.ts'

const varianceId = z.string().regex(/^var_[0-9a-z]{26}$/, 'This is not the id of a variance.')
const reason = z.string().trim().min(3, 'Say why in a few words.').max(1_000)
const matchId = z.string().regex(/^[1-9]\d{0,17}$/, 'This is not the id of a match.')
const objectIds = z.array(z.string().min(1).max(200)).min(1).max(50)

export const varianceInput = z.object({ varianceId })
export const explainInput = z.object({ varianceIds: z.array(varianceId).min(1).max(200), reason })
export const askInput = z.object({
  varianceId,
  subject: z.string().trim().min(1, 'Write a subject.').max(200),
  body: z.string().trim().min(1, 'Write what it should say.').max(10_000),
})
export const resolveInput = z.object({ varianceId, reason })
export const matchInput = z.object({
  matchId,
  reason: z.string().trim().max(1_000).default(''),
  seen: z.string().max(40).optional(),
})
export const forceInput = z.object({
  domain: z.enum(['bank', 'records']),
  expected: objectIds,
  observed: objectIds,
  reason,
})

/** The list's filters as they stand in the address; what is none of them is left out. */
export const varianceFilter = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(VARIANCE_VIEWS).optional().catch(undefined),
  class: z.enum(VARIANCE_CLASS_NAMES).optional().catch(undefined),
  currency: z.string().max(3).optional(),
  age: z.enum(VARIANCE_AGE_KEYS).optional().catch(undefined),
})
