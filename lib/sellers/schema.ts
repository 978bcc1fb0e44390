import { z } from 'zod'

export const holdInput = z.object({
  sellerId: z.string().regex(/^sel_[0-9a-z]+$/),
  reason: z.string().trim().min(3, 'Say in a few words why the money waits.').max(500),
  sellerMust: z.string().trim().max(500).default(''),
})

export const liftInput = z.object({
  holdId: z.string().regex(/^hld_[0-9a-z]+$/),
  reason: z.string().trim().min(3, 'Say why the money may go on.').max(500),
})
