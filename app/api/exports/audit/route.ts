import { defineRoute } from '#lib/access/define-route.ts'
import { AUDIT_HEADER, exportAudit } from '#lib/people/list-audit.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'audit.read',
  run: async ({ request, actor }) => {
    const asked = new URL(request.url).searchParams
    const filter = { q: asked.get('q'), actor: asked.get('actor'), action: asked.get('action') }
    return tableResponse(request, 'audit', AUDIT_HEADER, exportAudit(actor.scope, filter))
  },
})
