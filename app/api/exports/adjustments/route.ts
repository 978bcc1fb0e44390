import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { ADJUSTMENT_HEADER, exportAdjustments } from '#lib/settlements/adjustments/export-adjustments.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = { q: asked.get('q'), reason: asked.get('reason') }
    return tableResponse(request, 'adjustments', ADJUSTMENT_HEADER, exportAdjustments(actor, query))
  },
})
