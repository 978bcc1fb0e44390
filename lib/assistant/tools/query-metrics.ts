import { askBooks } from '#lib/analytics/ask.ts'
import { figureWords } from '#lib/analytics/figure-model.ts'
import type { AnalyticsResult, ResultRow } from '#lib/analytics/result.ts'
import { analyticsQuery } from '#lib/analytics/schema.ts'
import { answerWords } from '../answer-words.ts'
import type { ToolResult } from '../block-model.ts'
import { blocksOf } from './metric-blocks.ts'
import { defineTool } from './tool.ts'

export const queryMetricsTool = defineTool({
  name: 'query_metrics',
  title: 'Metrics',
  description:
    'Sums, counts and rates of sales, refunds, disputes, fees, payouts and sellers, by seller, country, category, currency, method, reason, cohort or time, for a period, with comparison, conditions and order. The only source of figures over many rows.',
  permission: 'analytics.read',
  effect: 'read',
  pii: 'none',
  cost: 'high',
  isForSellers: true,
  input: analyticsQuery,
  run: async ({ asker, at }, query) => toolResultOf(await askBooks({ actor: asker, query, at })),
})

/** What the books answered, as a tool tells it. */
function toolResultOf(result: AnalyticsResult): ToolResult {
  const { understood, rows, found, query } = result
  return {
    step: `${understood}, ${found} ${rowNoun(result)}`,
    blocks: blocksOf(result),
    facts: {
      summary: answerWords(result),
      understood,
      query,
      rows: rows.map((row) => factsOfRow(result, row)),
      totals: result.totals.map((row) => factsOfRow(result, row)),
      found,
      notes: result.notes,
      computedAt: result.computedAt,
    },
    citations: citationsOf(result),
    rows: rows.length,
    more: found > rows.length,
  }
}

function rowNoun({ query: { dimensions }, found }: AnalyticsResult): string {
  const isOne = found === 1
  if (dimensions.length === 1 && dimensions[0] === 'seller') return isOne ? 'seller' : 'sellers'
  return isOne ? 'row' : 'rows'
}

/** One row, every figure formatted and raw. */
function factsOfRow({ columns }: AnalyticsResult, { keys, figures, currency, href }: ResultRow) {
  const named = Object.entries(keys).map(([id, key]) => [
    id,
    key.label === key.value ? key.value : { id: key.value, name: key.label },
  ])
  const told = columns.flatMap((column) => {
    if (column.kind === 'dimension') return []
    const raw = figures[column.id] ?? null
    return [[column.id, { text: figureWords(column, raw, currency), raw }] as const]
  })
  return { ...Object.fromEntries(named), currency, ...Object.fromEntries(told), href }
}

/** The pages on which the rows can be seen, each once. */
function citationsOf({ rows, query, understood }: AnalyticsResult): ToolResult['citations'] {
  const sellers = new Map(
    rows.flatMap(({ keys }) => (keys.seller?.href ? [[keys.seller.href, keys.seller.label]] : [])),
  )
  const address = new URLSearchParams({
    metric: query.metrics[0] ?? '',
    by: query.dimensions[0] ?? 'none',
    and: query.dimensions[1] ?? 'none',
    period: query.period,
    against: query.comparison ?? 'nothing',
    ...(query.currency === null ? {} : { currency: query.currency }),
  })
  return [
    { label: understood, href: `/analytics?${address}` },
    ...[...sellers].map(([href = '', label = '']) => ({ label, href })),
  ]
}
