import { defineRoute, readJson } from '#lib/access/define-route.ts'
import { receiveMessage } from '#lib/conversations/receive-message.ts'
import { messageInput } from '#lib/conversations/schema.ts'

export const POST = defineRoute({
  permission: 'inbox.work',
  apiKey: 'inbox.write',
  run: async ({ request, actor, at }) => {
    const message = messageInput.parse(await readJson(request))
    const { outcome, conversationId, messageId } = await receiveMessage({ scope: actor.scope, message, at })
    return Response.json({ outcome, conversationId, messageId }, { status: outcome === 'taken' ? 201 : 200 })
  },
})
