import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { exportTickets, TICKET_HEADER } from '#lib/tickets/export-tickets.ts'
import { exportFilter } from '#lib/tickets/schema.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const filter = exportFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'tickets', TICKET_HEADER, exportTickets(actor, filter, at))
  },
})
