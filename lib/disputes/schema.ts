import { z } from 'zod'
import { CASE_KINDS, VIEW_NAMES } from './status-model.ts'

const word = z.string().trim().min(1).max(200).nullish()

/** What an export takes from the list's address. */
export const caseFilter = z.object({
  q: word,
  view: z.enum(VIEW_NAMES).nullish().catch(null),
  kind: z.enum(CASE_KINDS).nullish().catch(null),
  due: z.enum(['soon', 'over']).nullish().catch(null),
  reason: word,
  currency: word,
  sort: word,
  dir: z.enum(['asc', 'desc']).nullish().catch(null),
})
