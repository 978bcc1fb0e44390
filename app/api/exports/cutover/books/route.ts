import { defineRoute } from '#lib/access/define-route.ts'
import { BOOKS_HEADER, exportBooks } from '#lib/cutover/export-opening.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { dayFrom } from '#lib/ledger/schema.ts'
import { csvResponse } from '#lib/platform/csv.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const on = dayFrom(new URL(request.url).searchParams.get('on')) ?? accountingOn(actor.entity, at)
    return csvResponse(`sellers-owed-${on}.csv`, BOOKS_HEADER, exportBooks(actor, on))
  },
})
