import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Reading } from './reading.ts'

/** A reading on one line, for tables of tests. */
export function spell(reading: Reading): string {
  if (reading.kind === 'refused') return `refused ${reading.why}`
  if (reading.kind === 'ask_back') return `asks: ${reading.choices.map(({ label }) => label).join(' | ')}`
  return `${spellQuery(reading.query)}${reading.wantsShare ? ' · share' : ''}`
}

function spellQuery(query: AnalyticsQueryInput): string {
  const {
    metrics,
    dimensions = [],
    filters = [],
    conditions = [],
    order,
    period,
    comparison,
    limit,
    currency,
    against,
    shown = [],
  } = query
  const signs = { above: '>', at_least: '>=', below: '<', at_most: '<=', equal: '=' } as const
  const figure = (metric: string, of = 'value') => (of === 'value' ? metric : `${of} of ${metric}`)
  return [
    metrics.join(', ') + (dimensions.length === 0 ? '' : ` by ${dimensions.join(', ')}`),
    ...filters.map(({ dimension, is, values }) => `${dimension} ${is === 'none_of' ? 'not ' : ''}${values.join('/')}`),
    ...shown.map(({ dimension, values }) => `showing ${dimension} ${values.join('/')}`),
    period ?? '',
    ...(comparison == null ? [] : [`vs ${against ?? (comparison === 'previous_period' ? 'before' : 'last year')}`]),
    ...conditions.map(({ metric, of, is, than }) => `${figure(metric, of)} ${signs[is]} ${than}`),
    ...(order == null ? [] : [`${order.direction} by ${figure(order.by, order.of)}`]),
    ...(limit === 100 ? [] : [`${limit} rows`]),
    ...(currency == null ? [] : [`in ${currency}`]),
  ].join(' · ')
}
