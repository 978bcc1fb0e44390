import { z } from 'zod'
import { AGE_BUCKET_KEYS, DUE_FILTERS, PRIORITIES, QUEUE_VIEWS } from './model.ts'

/** How many tickets one bulk step takes. */
export const BULK_MAX = 200

const ticketId = z.string().regex(/^tkt_[0-9a-z]+$/)
const ticketIds = z.array(ticketId).min(1, 'Choose at least one ticket.').max(BULK_MAX)
const resolution = z.string().trim().min(3, 'Say in a few words how it was resolved.').max(1_000)
/** A person, or nobody. */
const ownerId = z.union([z.literal(''), z.string().regex(/^per_[0-9a-z]+$/, 'Choose somebody from the list.')])
const day = z.iso.date('Choose a day.')
const days = z.coerce.number('Write a whole number of days.').int('Write a whole number of days.').min(0).max(365)

export const takeInput = z.object({ ticketId })
export const reopenInput = z.object({
  ticketId,
  reason: z.string().trim().min(3, 'Say why it is open again.').max(1_000),
})
export const assignInput = z.object({ ticketIds, ownerId })
export const resolveManyInput = z.object({ ticketIds, resolution })
export const commentInput = z.object({ ticketId, body: z.string().trim().min(1, 'Write something.').max(4_000) })
export const snoozeInput = z.object({ ticketId, until: day.nullable() })
export const planInput = z.object({ ticketId, priority: z.enum(PRIORITIES), dueOn: day })
export const mailInput = z.object({
  ticketId,
  to: z.string().trim().pipe(z.email('Write the whole address, like olu@example.com.')),
  subject: z.string().trim().min(1, 'Write a subject.').max(200),
  body: z.string().trim().min(1, 'Write what it should say.').max(10_000),
})
export const slaInput = z.object({ urgent: days, high: days, normal: days, low: days })

/** The queue's filters as they stand in the address; what is none of them is left out. */
export const exportFilter = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(QUEUE_VIEWS).optional().catch(undefined),
  priority: z.enum(PRIORITIES).optional().catch(undefined),
  owner: z.string().max(40).optional(),
  age: z.enum(AGE_BUCKET_KEYS).optional().catch(undefined),
  due: z.enum(DUE_FILTERS).optional().catch(undefined),
  about: z.string().max(60).optional(),
})
