import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { STANDINGS } from '#lib/sellers/standing-model.ts'
import { exportSellers, SELLER_HEADER } from '#lib/settlements/export-sellers.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const standing = STANDINGS.find((word) => word === asked.get('standing')) ?? null
    return tableResponse(request, 'sellers', SELLER_HEADER, exportSellers(actor, { q: asked.get('q'), standing }))
  },
})
