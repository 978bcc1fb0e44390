import { z } from 'zod'

const conversationId = z.string().regex(/^cnv_[0-9a-z]{26}$/, 'That is no conversation.')

export const renameInput = z.object({
  conversationId,
  title: z.string().trim().min(1, 'Give it a name.').max(120, 'Keep it under 120 characters.'),
})

export const conversationInput = z.object({ conversationId })
