import { z } from 'zod'
import { ALERT_KINDS, ALERT_VIEWS, OWNER_VIEWS, VERDICTS } from './alert-model.ts'

const alertId = z.string().regex(/^alt_[0-9a-z]{26}$/, 'This is not the id of an alert.')
const words = z.string().trim().min(3, 'Say it in a few words.').max(1_000)

export const alertInput = z.object({ alertId })
export const snoozeInput = z.object({
  alertId,
  until: z.iso.datetime({ error: 'Choose a day and a time.' }).transform((text) => new Date(text)),
  reason: words,
})
export const closeInput = z.object({ alertId, verdict: z.enum(VERDICTS), note: words })
export const giveInput = z.object({ alertId, ownerId: z.union([z.literal(''), z.string().regex(/^per_[0-9a-z]+$/)]) })
export const holdInput = z.object({ alertId, reason: words.max(500) })
export const letterInput = z.object({
  alertId,
  subject: z.string().trim().min(1, 'Write a subject.').max(200),
  body: z.string().trim().min(1, 'Write what it should say.').max(10_000),
})

/** The list's filters as they stand in the address; what is none of them is left out. */
export const alertFilter = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(ALERT_VIEWS).optional().catch(undefined),
  kind: z.enum(ALERT_KINDS).optional().catch(undefined),
  owner: z.enum(OWNER_VIEWS).optional().catch(undefined),
})
