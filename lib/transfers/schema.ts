import { z } from 'zod'

export const reverseInput = z.object({
  proposalId: z.string().regex(/^prp_[0-9a-z]{26}$/, 'This is not the id of a proposal.'),
  amountMinor: z.string().regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.'),
  reason: z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(500),
})
