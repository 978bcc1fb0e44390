import { defineRoute } from '#lib/access/define-route.ts'
import { exportMessages, MESSAGE_HEADER } from '#lib/messages/export-messages.ts'
import { messageFilter } from '#lib/messages/schema.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const filter = messageFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'messages', MESSAGE_HEADER, exportMessages(actor, filter))
  },
})
