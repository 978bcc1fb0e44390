import type { Statement } from '#lib/platform/db.ts'
import { type DimensionId, isTimeDimension } from '../dimensions.ts'
import type { MetricUnit } from '../metric.ts'
import type { Figure } from '../schema.ts'
import { baseRows, keyNames, measuresOf } from './base-rows.ts'
import { type Binder, minorPerMajor, newBinder, onceBound } from './binder.ts'
import { convertedRows } from './converted.ts'
import { bucketDay, keyIsSql } from './keys.ts'
import type { Plan } from './plan.ts'

const FIGURES = ['value', 'before', 'change', 'change_percent'] as const
type ColumnFigure = (typeof FIGURES)[number] | 'share'

/** Name of a metric's column in the statement's rows. */
export const columnOf = (plan: Plan, metric: string, figure: ColumnFigure): string =>
  `m${plan.metrics.findIndex(({ id }) => id === metric) + 1}_${figure}`

/** What a metric's columns are: itself, how it moved where something is compared, and the first one's part of the whole. */
export const figuresOf = ({ compared, query }: Plan, index: number): readonly ColumnFigure[] => [
  ...(compared === null ? (['value'] as const) : FIGURES),
  ...(query.withShare && index === 0 ? (['share'] as const) : []),
]

/** Turns a plan into one statement. Pure; whatever a person wrote travels as a value. */
export function compile(plan: Plan): Statement {
  const binder = newBinder(plan.known.entity.id, plan.known.entity.livemode)
  const { query } = plan
  const base = baseRows(plan, binder)
  const keys = keyNames(plan)
  const facts =
    query.currency === null ? `fact AS (${base})` : convertedRows(base, query.currency, measuresOf(plan), keys, binder)
  const limit = binder.bind(query.limit)
  const totalKeys = keys.filter((_, index) => plan.totalKeys.includes(plan.keys[index] ?? 'day'))
  const hasTotals = totalKeys.length < keys.length
  const sets = [`(${keys.join(', ')})`, ...(hasTotals ? [`(${totalKeys.join(', ')})`] : [])]
  const isTotal = hasTotals ? `GROUPING(${keys.join(', ')}) <> 0` : 'false'
  const conditions = [...conditionsSql(plan, binder), ...shownSql(plan, keys, binder)]
  const shown = `SELECT *, row_number() OVER (${partition(plan, keys)}ORDER BY ${orderSql(plan, keys)}) AS place, count(*) OVER () AS found
  FROM figured WHERE NOT is_total${conditions.map((one) => ` AND ${one}`).join('')}`
  const text = `WITH ${facts},
grouped AS (
  SELECT ${[...keys, `${isTotal} AS is_total`, ...aggregates(plan)].join(', ')}
    FROM fact GROUP BY GROUPING SETS (${sets.join(', ')})
),
figured AS (SELECT g.*${changes(plan)}${share(plan, totalKeys)} FROM grouped g),
shown AS (${shown})
SELECT ${output(plan, keys, binder)}, is_total, place, found${query.currency === null ? '' : ", (SELECT min(r.currency || ' ' || r.on_day) FROM rate r WHERE r.rate IS NULL) AS missing"}
  FROM (SELECT * FROM shown WHERE place <= ${limit} UNION ALL SELECT *, 0, 0 FROM figured WHERE is_total) o${sellerName(plan, keys)}
 ORDER BY is_total DESC, ${[...(ranksByCurrency(plan) ? [keyOf(plan, keys, 'currency')] : []), 'place'].join(', ')}`
  return { text, values: binder.values }
}

const keyOf = (plan: Plan, keys: readonly string[], id: DimensionId) => keys[plan.keys.indexOf(id)] ?? 'place'

function aggregates({ metrics, compared }: Plan): string[] {
  return metrics.flatMap(({ sql }, index) => [
    `${sql('span = 0')} AS m${index + 1}_value`,
    ...(compared === null ? [] : [`${sql('span = 1')} AS m${index + 1}_before`]),
  ])
}

function changes({ metrics, compared }: Plan): string {
  if (compared === null) return ''
  return metrics
    .map((_, index) => {
      const name = `m${index + 1}`
      return `, ${name}_value - ${name}_before AS ${name}_change,
       100.0 * (${name}_value - ${name}_before) / nullif(abs(${name}_before), 0) AS ${name}_change_percent`
    })
    .join('')
}

/** Of the whole that the totals are: what a condition leaves out is still part of it. */
const share = ({ query }: Plan, totalKeys: readonly string[]): string =>
  query.withShare
    ? `, 100.0 * m1_value / nullif(max(m1_value) FILTER (WHERE is_total) OVER (${totalKeys.length === 0 ? '' : `PARTITION BY ${totalKeys.join(', ')}`}), 0) AS m1_share`
    : ''

/** Only rows of these values: the whole that shares are of has the others, too. */
const shownSql = (plan: Plan, keys: readonly string[], binder: Binder): string[] =>
  plan.query.shown
    .filter(({ dimension }) => plan.keys.includes(dimension))
    .map((one) => keyIsSql(one, keyOf(plan, keys, one.dimension), binder))

const SIGNS = { above: '>', at_least: '>=', below: '<', at_most: '<=', equal: '=' } as const

function conditionsSql(plan: Plan, binder: Binder): string[] {
  return plan.query.conditions.map(({ metric, of, is, than }) => {
    const unit = unitOf(plan, metric)
    const bound = `${binder.bind(than)}::text::numeric`
    const scaled =
      unit === 'money' && of !== 'change_percent'
        ? `${bound} * ${minorPerMajor(binder, currencyKey(plan, binder))}`
        : bound
    return `${columnOf(plan, metric, of)} ${SIGNS[is]} ${scaled}`
  })
}

const unitOf = (plan: Plan, metric: string): MetricUnit | undefined =>
  plan.metrics.find(({ id }) => id === metric)?.unit

const currencyKey = (plan: Plan, binder: Binder) =>
  plan.query.currency === null ? keyOf(plan, keyNames(plan), 'currency') : `${binder.bind(plan.query.currency)}::text`

type Ranking = { readonly by: string; readonly of: Figure; readonly direction: 'down' | 'up' }

/** As asked; else time runs forward, and everything else goes down by the first metric. */
function rankingOf({ query, metrics, keys }: Plan): Ranking {
  if (query.order !== null) return query.order
  const time = keys.find(isTimeDimension)
  return time === undefined
    ? { by: metrics[0]?.id ?? '', of: 'value', direction: 'down' }
    : { by: time, of: 'value', direction: 'up' }
}

/** Amounts of different currencies are never ranked against each other. */
function ranksByCurrency(plan: Plan): boolean {
  const { by, of } = rankingOf(plan)
  return (
    plan.query.currency === null &&
    plan.keys.includes('currency') &&
    unitOf(plan, by) === 'money' &&
    of !== 'change_percent'
  )
}

const partition = (plan: Plan, keys: readonly string[]) =>
  ranksByCurrency(plan) ? `PARTITION BY ${keyOf(plan, keys, 'currency')} ` : ''

function orderSql(plan: Plan, keys: readonly string[]): string {
  const { by, of, direction } = rankingOf(plan)
  const metric = plan.metrics.some(({ id }) => id === by)
  const column = metric ? columnOf(plan, by, of) : keyOf(plan, keys, by as DimensionId)
  const first = `${column} ${direction === 'down' ? 'DESC' : 'ASC'} NULLS LAST`
  return [first, ...(metric ? [] : ['m1_value DESC NULLS LAST']), ...keys].join(', ')
}

const DECIMALS: Readonly<Record<MetricUnit, number>> = { money: 0, count: 0, percent: 4, days: 2 }

function output(plan: Plan, keys: readonly string[], binder: Binder): string {
  const since = onceBound(plan.period.from, binder)
  const shownKeys = plan.keys.map((id, index) => {
    const key = keys[index] ?? ''
    return isTimeDimension(id) ? `${bucketDay(id, key, since())} AS ${key}` : `${key}::text AS ${key}`
  })
  const figures = plan.metrics.flatMap(({ unit }, index) =>
    figuresOf(plan, index).map((figure) => {
      const name = `m${index + 1}_${figure}`
      const decimals = figure === 'change_percent' ? 2 : figure === 'share' ? DECIMALS.percent : DECIMALS[unit]
      return `round(${name}::numeric, ${decimals})::text AS ${name}`
    }),
  )
  const name = plan.keys.includes('seller') ? ['seller_of.name AS seller_name'] : []
  return [...shownKeys, ...figures, ...name].join(', ')
}

const sellerName = (plan: Plan, keys: readonly string[]) =>
  plan.keys.includes('seller') ? `\n  LEFT JOIN seller seller_of ON seller_of.id = ${keyOf(plan, keys, 'seller')}` : ''
