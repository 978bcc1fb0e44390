import type { Entity } from '#lib/entities/entity.ts'
import { type DimensionId, isTimeDimension } from '../dimensions.ts'
import type { Metric } from '../metric.ts'
import { type MetricId, metricOf, readsMoney } from '../metrics.ts'
import { comparedWith, type Period } from '../period/period.ts'
import { readPeriod, type Today } from '../period/read-period.ts'
import {
  needsComparison,
  noCurrencyOfItsOwn,
  noShare,
  notAsked,
  notSplitBy,
  onlyNow,
  periodNotUnderstood,
} from '../refusals.ts'
import type { AnalyticsQuery } from '../schema.ts'

export type Known = {
  readonly entity: Pick<Entity, 'id' | 'livemode' | 'bookTimeZone'>
  readonly now: Today
  /** Asked by a seller about itself: days without their sellers are not its to read. */
  readonly isOneSeller?: boolean
}

/** A query with everything decided that the statement needs. */
export type Plan = {
  readonly query: AnalyticsQuery
  readonly known: Known
  readonly period: Period
  readonly compared: Period | null
  readonly metrics: readonly (Metric & { readonly id: MetricId })[]
  /** As asked, and currency where amounts would be mixed otherwise. */
  readonly keys: readonly DimensionId[]
  /** What the totals are kept apart by. */
  readonly totalKeys: readonly DimensionId[]
}

/** Reads the period and refuses what cannot be answered; pure. */
export function planOf(query: AnalyticsQuery, known: Known): Plan {
  const period = readPeriod(query.period, known.now)
  if (period === null) throw periodNotUnderstood(query.period)
  const metrics = [...new Set(query.metrics)].map((id) => ({ ...metricOf(id), id }))
  const asked = [...new Set(query.dimensions)]
  const isApart = query.currency === null && metrics.some(readsMoney)
  const keys = isApart && !asked.includes('currency') ? [...asked, 'currency' as const] : asked
  const plan: Plan = {
    query,
    known,
    period,
    compared: comparedOf(query, period, known.now),
    metrics,
    keys,
    totalKeys: isApart ? ['currency'] : [],
  }
  refuse(plan, asked)
  return plan
}

/** What the period stands beside: days that were named, or those that lie back from it. */
function comparedOf({ against, comparison }: AnalyticsQuery, period: Period, now: Today): Period | null {
  if (against === null) return comparison === null ? null : comparedWith(period, comparison)
  const named = readPeriod(against, now)
  if (named === null) throw periodNotUnderstood(against)
  return named
}

function refuse({ query, metrics, keys, compared }: Plan, asked: readonly DimensionId[]): void {
  for (const metric of metrics) {
    if (metric.source === 'debts' && compared !== null) throw onlyNow(metric)
    for (const id of [...asked, ...[...query.filters, ...query.shown].map(({ dimension }) => dimension)])
      if (!metric.dimensions.includes(id))
        throw metric.source === 'debts' && isTimeDimension(id) ? onlyNow(metric) : notSplitBy(metric, id)
    if (keys.includes('currency') && !metric.dimensions.includes('currency')) throw noCurrencyOfItsOwn(metric)
  }
  const changes = [...query.conditions, ...(query.order === null ? [] : [query.order])].some(
    ({ of }) => of !== 'value' && of !== 'share',
  )
  if (changes && compared === null) throw needsComparison()
  const [first] = metrics
  const isWhole = asked.every((id) => id === 'currency') && keys.includes('currency')
  if (query.withShare && first !== undefined && (!first.isAdditive || asked.length === 0 || isWhole))
    throw noShare(first)
  const ofShare = query.conditions.find(({ of }) => of === 'share')
  if (ofShare !== undefined && (!query.withShare || ofShare.metric !== first?.id))
    throw noShare(metricOf(ofShare.metric))
  const known = new Set<string>([...metrics.map(({ id }) => id), ...keys])
  for (const { metric } of query.conditions) if (!known.has(metric)) throw notAsked(metricOf(metric).label)
  if (query.order !== null && !known.has(query.order.by)) throw notAsked(query.order.by)
}
