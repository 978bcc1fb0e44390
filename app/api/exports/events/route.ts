import { defineRoute } from '#lib/access/define-route.ts'
import { EVENT_HEADER, exportEvents } from '#lib/events/list-events.ts'
import { EVENT_STATES } from '#lib/events/model.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'events.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const filter = {
      q: asked.get('q'),
      state: EVENT_STATES.find((state) => state === asked.get('state')) ?? null,
      type: asked.get('type'),
      account: asked.get('account'),
    }
    return tableResponse(request, 'events', EVENT_HEADER, exportEvents(actor.scope, filter))
  },
})
