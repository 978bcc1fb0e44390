import { defineRoute } from '#lib/access/define-route.ts'
import { COMPARED_HEADER, exportComparison } from '#lib/cutover/read-parallel-page.ts'
import { csvResponse } from '#lib/platform/csv.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) =>
    csvResponse(
      'parallel-run.csv',
      COMPARED_HEADER,
      exportComparison(actor, new URL(request.url).searchParams.get('sheet')),
    ),
})
