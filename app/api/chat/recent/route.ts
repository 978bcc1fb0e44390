import { defineRoute } from '#lib/access/define-route.ts'
import { conversationsOf } from '#lib/assistant/conversations/read-conversation.ts'

const SHOWN = 8

/** The person's newest conversations by name, for the panel's menu. */
export const GET = defineRoute({
  permission: 'assistant.ask',
  run: async ({ actor }) => {
    const { rows } = await conversationsOf(actor, { limit: SHOWN })
    return Response.json(rows.map(({ id, title }) => ({ id, title })))
  },
})
