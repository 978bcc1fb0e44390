import { defineRoute } from '#lib/access/define-route.ts'
import { exportPayoutLines, PAYOUT_LINE_HEADER } from '#lib/payouts/export-payout-lines.ts'
import { getPayout } from '#lib/payouts/get-payout.ts'
import { noPayout } from '#lib/payouts/refusals.ts'
import { read } from '#lib/platform/db.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, params: { account = '', id = '' } }) => {
    const key = { account, payoutId: id }
    const payout = await read(actor.scope, (tx) => getPayout(tx, key, actor.entity.stripeAccount))
    if (payout === null) throw noPayout()
    return tableResponse(request, `payout-${payout.id}`, PAYOUT_LINE_HEADER, exportPayoutLines(actor, key))
  },
})
