import { defineRoute } from '#lib/access/define-route.ts'
import { exportPayouts, PAYOUT_HEADER } from '#lib/payouts/export-payouts.ts'
import { clock } from '#lib/platform/clock.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const query = {
      q: asked.get('q'),
      state: asked.get('state'),
      currency: asked.get('currency'),
      side: asked.get('side'),
      account: asked.get('account'),
      attention: asked.get('attention'),
      sort: asked.get('sort'),
      dir: asked.get('dir') === 'asc' ? ('asc' as const) : null,
    }
    return tableResponse(request, 'payouts', PAYOUT_HEADER, exportPayouts(actor, { query, at: clock.now() }))
  },
})
