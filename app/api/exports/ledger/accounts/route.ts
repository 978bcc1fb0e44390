import { defineRoute } from '#lib/access/define-route.ts'
import { ACCOUNT_HEADER, exportAccounts } from '#lib/ledger/export-lines.ts'
import { csvResponse } from '#lib/platform/csv.ts'

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
    return csvResponse('ledger-accounts.csv', ACCOUNT_HEADER, exportAccounts(actor, query))
  },
})
