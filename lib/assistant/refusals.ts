import { Refusal } from '#lib/platform/refusal.ts'

export const noConversation = () =>
  new Refusal({
    code: 'assistant.no_conversation',
    status: 404,
    message: 'There is no such conversation, or it is not shared with you.',
  })
