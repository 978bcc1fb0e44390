import { defineRoute } from '#lib/access/define-route.ts'
import { readMailBody } from '#lib/conversations/read-mail-body.ts'
import { receiveMail } from '#lib/conversations/receive-mail.ts'

export const POST = defineRoute({
  permission: 'inbox.work',
  apiKey: 'inbox.write',
  run: async ({ request, actor, at }) => {
    const received = await receiveMail({ scope: actor.scope, bytes: await readMailBody(request), at })
    return Response.json(received, { status: received.outcome === 'known' ? 200 : 201 })
  },
})
