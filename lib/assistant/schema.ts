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

/** What a question brings: text alone. Files, tool calls and data of a browser's own making are no part of it. */
export const chatInput = z.object({
  conversationId,
  message: z.object({
    id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'That is no message.'),
    role: z.literal('user'),
    parts: z.array(z.object({ type: z.literal('text'), text: z.string() })).min(1, 'Type a question first.'),
  }),
  /** The page that it was asked on: its path alone. What is none is left out, because the question stands without it. */
  page: z
    .string()
    .default('')
    .transform((page) => /^\/[\w\-./~%]{0,200}(?=$|[?#])/.exec(page)?.[0] ?? ''),
})

/** A block of a stored answer. */
export const pinInput = z.object({
  conversationId,
  messageId: z.string().min(1).max(64),
  callId: z.string().min(1).max(128),
  position: z.number().int().min(0).max(100),
})

export const unpinInput = z.object({ pinId: z.string().regex(/^pin_[0-9a-z]{26}$/, 'That is no pin.') })
