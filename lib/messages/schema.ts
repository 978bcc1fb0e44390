import { z } from 'zod'
import { MESSAGE_STATES } from './model.ts'
import { NOTICES } from './slack/notices-model.ts'

export const messageInput = z.object({
  messageId: z.string().regex(/^msg_[0-9a-z]{26}$/, 'This is not the id of a message.'),
})

/** The list's filters as they stand in the address; what is none of them is left out. */
export const messageFilter = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(MESSAGE_STATES).optional().catch(undefined),
  kind: z.string().max(60).optional(),
  sellerId: z.string().max(60).optional(),
})

export const noticeInput = z.object({ notice: z.enum(NOTICES), isSent: z.boolean() })

export const suppressionInput = z.object({
  suppressionId: z.string().regex(/^mns_[0-9a-z]{26}$/, 'This is not the id of a suppression.'),
})
