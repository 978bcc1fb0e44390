import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { exportSettlements, SETTLEMENT_HEADER } from '#lib/settlements/export-settlements.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = {
      q: asked.get('q'),
      state: asked.get('state'),
      currency: asked.get('currency'),
      seller: asked.get('seller'),
      sort: asked.get('sort'),
      dir: asked.get('dir') === 'asc' ? ('asc' as const) : null,
    }
    return tableResponse(request, 'settlements', SETTLEMENT_HEADER, exportSettlements(actor, query))
  },
})
