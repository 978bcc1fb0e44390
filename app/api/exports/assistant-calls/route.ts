import { defineRoute } from '#lib/access/define-route.ts'
import { CALL_HEADER, exportCalls } from '#lib/assistant/export-calls.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => tableResponse(request, 'assistant-calls', CALL_HEADER, exportCalls(actor)),
})
