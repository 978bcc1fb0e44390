import { defineRoute } from '#lib/access/define-route.ts'
import { CALL_HEADER, exportCalls } from '#lib/assistant/list-calls.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const filter = {
      q: asked.get('q'),
      person: asked.get('person'),
      kind: asked.get('kind'),
      name: asked.get('name'),
      model: asked.get('model'),
      outcome: asked.get('outcome'),
      day: asked.get('day'),
    }
    return tableResponse(request, 'assistant-calls', CALL_HEADER, exportCalls(actor, filter))
  },
})
