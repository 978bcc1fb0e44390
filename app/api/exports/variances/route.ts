import { defineRoute } from '#lib/access/define-route.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { exportVariances, VARIANCE_HEADER } from '#lib/reconciliation/variances/export-variances.ts'
import { varianceFilter } from '#lib/reconciliation/variances/variance-schema.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const filter = varianceFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    const today = accountingOn(actor.entity, clock.now())
    return tableResponse(request, 'variances', VARIANCE_HEADER, exportVariances(actor, filter, today))
  },
})
