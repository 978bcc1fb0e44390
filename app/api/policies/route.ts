import { defineRoute } from '#lib/access/define-route.ts'
import { receivePolicy } from '#lib/assistant/retrieval/receive-policy.ts'

export const POST = defineRoute({
  permission: 'policies.manage',
  run: async ({ request, actor, at }) => Response.json(await receivePolicy({ actor, request, at }), { status: 201 }),
})
