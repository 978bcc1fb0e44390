import { defineRoute } from '#lib/access/define-route.ts'
import { exportTrialBalance, TRIAL_BALANCE_HEADER } from '#lib/ledger/export-lines.ts'
import { readTrialBalance } from '#lib/ledger/read-trial-balance.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const asked = new URL(request.url).searchParams
    const query = { book: asked.get('book'), on: asked.get('on'), currency: asked.get('currency') }
    const { balance, book, on } = await readTrialBalance(actor, query, at)
    const day = on ?? at.toISOString().slice(0, 10)
    return tableResponse(
      request,
      `trial-balance-${day}`,
      TRIAL_BALANCE_HEADER,
      exportTrialBalance(day, book, balance.rows),
    )
  },
})
