import { defineRoute } from '#lib/access/define-route.ts'
import { exportTieOut, TIE_HEADER } from '#lib/cutover/export-opening.ts'
import { csvResponse } from '#lib/platform/csv.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ actor }) => csvResponse('opening-balances.csv', TIE_HEADER, exportTieOut(actor)),
})
