import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { Condition } from '#lib/analytics/schema.ts'

/** "Refunds but no disputes": there are some of the one, where there are none of the other. */
export function withSome(conditions: readonly Condition[], text: string): readonly Condition[] {
  if (!conditions.some(({ of, is, than }) => of === 'value' && is === 'equal' && than === '0')) return conditions
  const others = [...text.matchAll(/ (?:with|had|have|has|got|but|and)(?: (?:some|any))? m:(\w+)(?= )/g)]
    .map(([, metric = '']) => metric as MetricId)
    .filter((id) => metricOf(id).isAdditive && !conditions.some(({ metric }) => metric === id))
  return [...conditions, ...others.map((metric) => ({ metric, of: 'value', is: 'above', than: '0' }) as const)]
}

const HAVING =
  / (?:with|had|have|having|has|got|saw)(?: (?:both|any|some|a|an))? m:(refunds|disputes|payout_failures|dispute_losses)(?: and(?: (?:also|any|some|a|an))? m:(refunds|disputes|payout_failures|dispute_losses))?(?= )/g

/** "With disputes and refunds": there are some of each. */
export function withHaving(conditions: readonly Condition[], text: string): readonly Condition[] {
  const had = [...text.matchAll(HAVING)]
    .flatMap(([, first, second]) => [first, second])
    .filter((id): id is MetricId => id !== undefined && !conditions.some(({ metric }) => metric === id))
  return [...conditions, ...had.map((metric) => ({ metric, of: 'value', is: 'above', than: '0' }) as const)]
}
