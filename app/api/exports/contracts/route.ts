import { defineRoute } from '#lib/access/define-route.ts'
import { CONTRACT_HEADER, exportContracts } from '#lib/contracts/export-contracts.ts'
import { DRAFT_FILTERS } from '#lib/contracts/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const asked = new URL(request.url).searchParams
    const draft = DRAFT_FILTERS.find((one) => one === asked.get('draft')) ?? null
    const rows = exportContracts(actor, accountingOn(actor.entity, at), { q: asked.get('q'), draft })
    return tableResponse(request, 'contracts', CONTRACT_HEADER, rows)
  },
})
