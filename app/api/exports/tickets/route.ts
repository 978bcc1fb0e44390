import { defineRoute } from '#lib/access/define-route.ts'
import { csvResponse } from '#lib/platform/csv.ts'
import { exportTickets, TICKET_HEADER } from '#lib/tickets/export-tickets.ts'
import { exportFilter } from '#lib/tickets/schema.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const filter = exportFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return csvResponse('tickets.csv', TICKET_HEADER, exportTickets(actor, filter, at))
  },
})
