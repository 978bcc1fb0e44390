import { defineRoute } from '#lib/access/define-route.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { healthBand } from '#lib/health/schema.ts'
import { exportSellers, SELLER_HEADER } from '#lib/health/sellers/export-sellers.ts'
import { clock } from '#lib/platform/clock.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { STANDINGS } from '#lib/sellers/standing-model.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = {
      q: asked.get('q'),
      standing: STANDINGS.find((word) => word === asked.get('standing')) ?? null,
      health: healthBand.safeParse(asked.get('health')).data ?? null,
      alert: asked.get('alert') === 'open' ? ('open' as const) : null,
    }
    const today = accountingOn(actor.entity, clock.now())
    return tableResponse(request, 'sellers', SELLER_HEADER, exportSellers(actor, query, today))
  },
})
