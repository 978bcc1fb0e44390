import { z } from 'zod'
import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { exportForecast, FORECAST_HEADER } from '#lib/treasury/forecast/export-forecast.ts'
import { REFUND_CHOICES } from '#lib/treasury/forecast/kinds-model.ts'

const query = z.object({
  currency: z.string().trim().max(3).default(''),
  leaves: z.string().max(100).default(''),
  refunds: z.enum(REFUND_CHOICES.map(({ value }) => value)).default(REFUND_CHOICES[0].value),
})

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor }) => {
    const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams))
    return tableResponse(request, 'forecast', FORECAST_HEADER, exportForecast(actor, asked))
  },
})
