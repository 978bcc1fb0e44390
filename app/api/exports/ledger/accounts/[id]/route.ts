import { defineRoute } from '#lib/access/define-route.ts'
import { exportStatement, STATEMENT_HEADER } from '#lib/ledger/export-lines.ts'
import { noAccount } from '#lib/ledger/refusals.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, params }) => {
    const id = params.id ?? ''
    if (!/^\d{1,18}$/.test(id)) throw noAccount(id)
    const asked = new URL(request.url).searchParams
    const query = { from: asked.get('from'), to: asked.get('to'), ref: asked.get('ref') }
    return tableResponse(request, `ledger-account-${id}`, STATEMENT_HEADER, exportStatement(actor, id, query))
  },
})
