import { z } from 'zod'
import { ENDINGS, TEXT_MAX } from './model.ts'

const conversationId = z.string().regex(/^cvs_[0-9a-z]{26}$/)

/** What another system says of a message: the body of POST /api/conversations. */
export const messageInput = z.strictObject({
  /** The sending system's own id: the same message again is taken once. */
  externalId: z.string().trim().min(1, 'Give each message an id of its own.').max(200),
  /** What the sending system calls the conversation; without it each message begins one, or goes on with its sender's. */
  conversation: z.string().trim().min(1).max(200).optional(),
  from: z.strictObject({
    email: z.string().trim().toLowerCase().pipe(z.email('Write the whole address, like olu@example.com.')).optional(),
    name: z.string().trim().max(120).default(''),
    /** Who it is, when the sending system knows. */
    is: z.enum(['buyer', 'seller']).optional(),
  }),
  subject: z.string().trim().max(300).default(''),
  text: z.string().trim().min(1, 'Say what was written.').max(TEXT_MAX, 'A message has at most 100,000 characters.'),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  /** What it is about, when the sending system knows: ids as Stripe and we write them. */
  about: z
    .array(
      z
        .string()
        .trim()
        .regex(/^(?:ch|py|dp|du|po|sel|acct)_\w{3,60}$/, 'Write an id: ch_…, dp_…, po_…, sel_… or acct_….'),
    )
    .max(10)
    .default([]),
})

export const replyInput = z.object({
  conversationId,
  /** How many messages whoever answers has read. */
  messageCount: z.number().int().min(1),
  subject: z.string().trim().min(1, 'Write a subject.').max(200),
  body: z.string().trim().min(1, 'Write what it should say.').max(10_000),
})
export const assignInput = z.object({
  conversationId,
  ownerId: z.union([z.literal(''), z.string().regex(/^per_[0-9a-z]+$/, 'Choose somebody from the list.')]),
})
export const snoozeInput = z.object({ conversationId, until: z.iso.date('Choose a day.').nullable() })
export const closeInput = z.object({ conversationId, ending: z.enum(ENDINGS, 'Say how it ended.') })
export const ticketInput = z.object({
  conversationId,
  action: z.string().trim().min(3, 'Say what has to be done.').max(1_000),
})
export const decideInput = z.object({
  conversationId,
  objectKind: z.string().max(40),
  objectId: z.string().max(200),
  decision: z.enum(['linked', 'dismissed']),
})
export const addLinkInput = z.object({
  conversationId,
  name: z.string().trim().min(3, 'Write an id or a number.').max(80),
})
