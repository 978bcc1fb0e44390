import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import { ownStatementFile } from '#lib/payouts/statements/for-seller.ts'

export const GET = defineSellerRoute({
  permission: 'portal.read',
  run: ({ request, actor, params: { id = '' } }) =>
    ownStatementFile(actor, id, new URL(request.url).searchParams.get('format')),
})
