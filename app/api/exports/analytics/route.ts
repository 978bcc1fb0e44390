import { defineRoute } from '#lib/access/define-route.ts'
import { askBooks } from '#lib/analytics/ask.ts'
import { explorerAddress, explorerQuery } from '#lib/analytics/explorer.ts'
import { exportResult, resultHeader } from '#lib/analytics/export-result.ts'
import { tableResponse } from '#lib/platform/table-response.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const address = explorerAddress.parse(Object.fromEntries(new URL(request.url).searchParams))
    const { query } = explorerQuery(address)
    const result = await askBooks({ actor, query: { ...query, limit: 1_000 }, at })
    return tableResponse(
      request,
      `${address.metric}-${result.period.from}-to-${result.period.to}`,
      resultHeader(result),
      exportResult(result),
    )
  },
})
