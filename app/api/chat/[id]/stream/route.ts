import { createUIMessageStreamResponse } from 'ai'
import { defineRoute } from '#lib/access/define-route.ts'
import { cancelAnswer, resumeAnswer } from '#lib/assistant/chat/resume-answer.ts'
import { conversationInput } from '#lib/assistant/schema.ts'

export const GET = defineRoute({
  permission: 'assistant.ask',
  run: async ({ actor, params }) => {
    const { conversationId } = conversationInput.parse({ conversationId: params.id })
    const stream = await resumeAnswer(actor, conversationId)
    return stream === null ? new Response(null, { status: 204 }) : createUIMessageStreamResponse({ stream })
  },
})

export const DELETE = defineRoute({
  permission: 'assistant.ask',
  run: async ({ actor, params }) => {
    const { conversationId } = conversationInput.parse({ conversationId: params.id })
    await cancelAnswer(actor, conversationId)
    return new Response(null, { status: 204 })
  },
})
