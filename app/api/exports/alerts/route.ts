import { defineRoute } from '#lib/access/define-route.ts'
import { alertFilter } from '#lib/health/alerts/alert-schema.ts'
import { ALERT_HEADER, exportAlerts } from '#lib/health/alerts/export-alerts.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const filter = alertFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'alerts', ALERT_HEADER, exportAlerts(actor, filter))
  },
})
