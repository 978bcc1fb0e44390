import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { exportPayout, payoutColumns } from '#lib/portal/export-payout.ts'
import { readPayout } from '#lib/portal/read-payouts.ts'
import { noSuchPayout } from '#lib/portal/refusals.ts'

export const GET = defineSellerRoute({
  permission: 'portal.read',
  run: async ({ request, actor, params }) => {
    const payout = await readPayout(actor, params.id ?? '')
    if (payout === null) throw noSuchPayout()
    return tableResponse(request, payout.id, payoutColumns(actor), exportPayout(actor, payout.id))
  },
})
