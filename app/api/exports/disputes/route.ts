import { defineRoute } from '#lib/access/define-route.ts'
import { CASE_HEADER, exportCases } from '#lib/disputes/export-cases.ts'
import { caseFilter } from '#lib/disputes/schema.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const filter = caseFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'disputes', CASE_HEADER, exportCases(actor, filter, at))
  },
})
