import { defineRoute } from '#lib/access/define-route.ts'
import { ACCOUNT_HEADER, exportAccounts } from '#lib/ledger/export-lines.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = {
      book: asked.get('book'),
      code: asked.get('code'),
      currency: asked.get('currency'),
      q: asked.get('q'),
    }
    return tableResponse(request, 'ledger-accounts', ACCOUNT_HEADER, exportAccounts(actor, query))
  },
})
