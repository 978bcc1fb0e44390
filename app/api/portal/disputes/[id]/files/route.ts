import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import { takeOwnFile } from '#lib/disputes/for-seller.ts'

export const POST = defineSellerRoute({
  permission: 'portal.evidence',
  run: async ({ request, actor, params, at }) =>
    Response.json(await takeOwnFile({ request, actor, disputeId: params.id ?? '', at })),
})
