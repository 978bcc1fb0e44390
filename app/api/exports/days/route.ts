import { defineRoute } from '#lib/access/define-route.ts'
import { clock } from '#lib/platform/clock.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { DAY_HEADER, exportDays } from '#lib/reconciliation/days/export-days.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const month = new URL(request.url).searchParams.get('month')
    return tableResponse(request, `days-${month ?? 'now'}`, DAY_HEADER, exportDays(actor, month, clock.now()))
  },
})
