import { createUIMessageStreamResponse } from 'ai'
import { defineRoute, readJson } from '#lib/access/define-route.ts'
import { answerQuestion } from '#lib/assistant/chat/answer-question.ts'
import { chatInput } from '#lib/assistant/schema.ts'

export const POST = defineRoute({
  permission: 'assistant.ask',
  run: async ({ request, actor, at }) => {
    const { conversationId, message, page } = chatInput.parse(await readJson(request))
    const text = message.parts.map((part) => part.text).join('\n')
    const stream = await answerQuestion({ actor, conversationId, questionId: message.id, text, page, at })
    return createUIMessageStreamResponse({ stream })
  },
})
