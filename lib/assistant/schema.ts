import { z } from 'zod'

const conversationId = z.string().regex(/^cnv_[0-9a-z]{26}$/, 'That is no conversation.')

export const renameInput = z.object({
  conversationId,
  title: z.string().trim().min(1, 'Give it a name.').max(120, 'Keep it under 120 characters.'),
})

export const conversationInput = z.object({ conversationId })

/** Taking a policy out of use, or putting it back: with the reason. */
export const withdrawInput = z.object({
  slug: z.string().min(1).max(80),
  why: z.string().trim().min(3, 'Say why, in a few words.').max(500),
})
