import { defineRoute } from '#lib/access/define-route.ts'
import { exportMessages, MESSAGE_HEADER } from '#lib/messages/export-messages.ts'
import { messageFilter } from '#lib/messages/schema.ts'
import { csvResponse } from '#lib/platform/csv.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const filter = messageFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return csvResponse('messages.csv', MESSAGE_HEADER, exportMessages(actor, filter))
  },
})
