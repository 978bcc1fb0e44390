import { z } from 'zod'

const ticketId = z.string().regex(/^tkt_[0-9a-z]+$/)

export const takeInput = z.object({ ticketId })

export const resolveInput = z.object({
  ticketId,
  resolution: z.string().trim().min(3, 'Say in a few words how it was resolved.').max(1_000),
})
