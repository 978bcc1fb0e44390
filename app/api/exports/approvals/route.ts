import { defineRoute } from '#lib/access/define-route.ts'
import { exportProposals, PROPOSAL_HEADER } from '#lib/approvals/list-proposals.ts'
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '#lib/approvals/schema.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'approvals.read',
  run: async ({ request, actor, at }) => {
    const asked = new URL(request.url).searchParams
    const filter = {
      q: asked.get('q'),
      state: PROPOSAL_STATES.find((state) => state === asked.get('state')) ?? null,
      kind: PROPOSAL_KINDS.find((kind) => kind === asked.get('kind')) ?? null,
      currency: asked.get('currency'),
    }
    const viewer = { personId: actor.personId, at }
    return tableResponse(request, 'approvals', PROPOSAL_HEADER, exportProposals(actor.scope, filter, viewer))
  },
})
