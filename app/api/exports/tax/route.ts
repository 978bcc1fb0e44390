import { defineRoute } from '#lib/access/define-route.ts'
import { tableResponse } from '#lib/platform/table-response.ts'
import { taxPeriod } from '#lib/settlements/schema.ts'
import { exportTax, readTaxReport, TAX_HEADER } from '#lib/settlements/tax-report.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const asked = new URL(request.url).searchParams
    const period = taxPeriod.parse({ from: asked.get('from'), until: asked.get('until') })
    const report = await readTaxReport(actor, period, at)
    return tableResponse(request, `tax-${report.from}-to-${report.until}`, TAX_HEADER, exportTax(report))
  },
})
