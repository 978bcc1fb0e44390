import { defineRoute } from '#lib/access/define-route.ts'
import { exportMonthLines, MONTH_LINE_HEADER } from '#lib/ledger/periods/export-month-lines.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { noSuchMonth } from '#lib/reconciliation/close/refusals.ts'
import { dayText } from '#lib/reconciliation/days/day-schema.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const month = asked.get('month') ?? ''
    if (!/^\d{4}-\d\d$/.test(month)) throw noSuchMonth()
    const query = {
      month,
      code: asked.get('code') ?? '',
      currency: asked.get('currency') ?? '',
      rule: asked.get('rule'),
      day: dayText.safeParse(asked.get('day')).data ?? null,
    }
    return tableResponse(request, `${month}-${query.code}`, MONTH_LINE_HEADER, exportMonthLines(actor, query))
  },
})
