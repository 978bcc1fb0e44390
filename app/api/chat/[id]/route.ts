import { defineRoute } from '#lib/access/define-route.ts'
import { conversationOf } from '#lib/assistant/conversations/read-conversation.ts'

/** One conversation with its messages, for the panel. */
export const GET = defineRoute({
  permission: 'assistant.ask',
  run: async ({ actor, params }) => Response.json(await conversationOf(actor, params.id ?? '')),
})
