import { defineRoute } from '#lib/access/define-route.ts'
import { exportPayoutLines, PAYOUT_LINE_HEADER } from '#lib/payouts/export-payout-lines.ts'
import { getPayout } from '#lib/payouts/get-payout.ts'
import { noPayout } from '#lib/payouts/refusals.ts'
import { csvResponse } from '#lib/platform/csv.ts'
import { read } from '#lib/platform/db.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ actor, params: { account = '', id = '' } }) => {
    const key = { account, payoutId: id }
    const payout = await read(actor.scope, (tx) => getPayout(tx, key, actor.entity.stripeAccount))
    if (payout === null) throw noPayout()
    return csvResponse(`payout-${payout.id}.csv`, PAYOUT_LINE_HEADER, exportPayoutLines(actor, key))
  },
})
