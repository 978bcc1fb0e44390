import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { ACCURACY_HEADER, exportAccuracy } from '#lib/treasury/forecast/export-accuracy.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const currency = new URL(request.url).searchParams.get('currency') ?? ''
    return tableResponse(request, 'forecast-accuracy', ACCURACY_HEADER, exportAccuracy(actor, currency))
  },
})
