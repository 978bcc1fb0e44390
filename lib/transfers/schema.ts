import { z } from 'zod'

export const reverseInput = z.object({
  proposalId: z.string().regex(/^prp_[0-9a-z]{26}$/, 'This is not the id of a proposal.'),
  amountMinor: z.string().regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.'),
  reason: z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(500),
})

export const outcomeInput = z
  .object({
    proposalId: z.string().regex(/^prp_[0-9a-z]{26}$/, 'This is not the id of a proposal.'),
    found: z.enum(['happened', 'absent'], 'Say what you found.'),
    objectId: z.string().trim().max(100),
    evidence: z
      .string()
      .trim()
      .min(10, 'Say where you looked and what you saw, so that a second person can.')
      .max(2_000),
  })
  .refine(({ found, objectId }) => found === 'absent' || /^(trr?|re|pyr|dp|du)_\w{3,}$/.test(objectId), {
    path: ['objectId'],
    message: 'Write Stripe’s id of it, such as tr_…, trr_…, re_… or dp_….',
  })
  .transform((input) => (input.found === 'absent' ? { ...input, objectId: '' } : input))
