import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { BANK_LINE_HEADER, exportBankLines } from '#lib/reconciliation/bank/export-bank-lines.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const [q, account, file, standing] = ['q', 'account', 'file', 'standing'].map((key) => asked.get(key))
    const query = { q: q ?? null, account: account ?? null, file: file ?? null, standing: standing ?? null }
    return tableResponse(request, 'bank-lines', BANK_LINE_HEADER, exportBankLines(actor, query))
  },
})
