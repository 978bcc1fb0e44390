import { defineRoute } from '#lib/access/define-route.ts'
import { exportJournals, JOURNAL_HEADER } from '#lib/ledger/journals/export-journals.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = { q: asked.get('q'), template: asked.get('template') }
    return tableResponse(request, 'journals', JOURNAL_HEADER, exportJournals(actor, query))
  },
})
