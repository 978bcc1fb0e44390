import { isTimeDimension } from '../dimensions.ts'
import type { Source } from '../metric.ts'
import { addMonths, type Day, startOf } from '../period/calendar.ts'
import type { Period } from '../period/period.ts'
import { type Binder, type Lazy, onceBound } from './binder.ts'
import { type Columns, filterSql, keySql, needsSeller, ROLLUP_COLUMNS } from './keys.ts'
import type { Plan } from './plan.ts'

/** Days of a period that are read together: `since` is where its buckets are counted from. */
type Piece = { readonly span: number; readonly since: Day; readonly from: Day; readonly until: Day }

/** Names of a fact's key columns. */
export const keyNames = ({ keys }: Plan): string[] => keys.map((_, index) => `k${index + 1}`)

/** The columns that the asked metrics read, each once. */
export const measuresOf = ({ metrics }: Plan): string[] => [...new Set(metrics.flatMap(({ reads }) => reads))]

/** The rows that the metrics add up, of both periods, as one relation. */
export function baseRows(plan: Plan, binder: Binder): string {
  const sources = new Set(plan.metrics.map(({ source }) => source))
  const timeZone = onceBound(plan.known.entity.bookTimeZone, binder)
  const selects = [...sources].flatMap((source) => READERS[source](plan, binder, timeZone))
  return selects.join('\n  UNION ALL ')
}

type Reader = (plan: Plan, binder: Binder, timeZone: Lazy) => string[]

const spansOf = ({ period, compared }: Plan): Period[] => (compared === null ? [period] : [period, compared])

type Table = 'analytics_month' | 'analytics_day' | 'analytics_total'

/** Whether the rows must be known by their seller; without that, a day is a handful of rows. */
const needsSellers = ({ keys, query, metrics, known }: Plan): boolean =>
  known.isOneSeller === true ||
  [...keys, ...query.filters.map(({ dimension }) => dimension)].some((id) => id === 'seller' || needsSeller(id)) ||
  metrics.some(({ id }) => id === 'active_sellers')

/**
 * Which roll-up holds which days: the days' totals where sellers do not matter; else whole months from the months, and what is
 * left at the ends from the days. A select of its own for each, so that the database sees how few days it needs.
 */
function piecesOf(plan: Plan): (Piece & { readonly table: Table })[] {
  const byDay = plan.query.currency !== null || plan.keys.some((id) => id === 'day' || id === 'week')
  return spansOf(plan).flatMap(({ from, until }, span) => {
    const piece = (table: Table, left: Day, right: Day) =>
      left < right ? [{ table, span, since: from, from: left, until: right }] : []
    const floor = startOf('month', from)
    const first = floor === from ? from : addMonths(floor, 1)
    const end = startOf('month', until)
    if (!needsSellers(plan)) return piece('analytics_total', from, until)
    if (byDay || first >= end) return piece('analytics_day', from, until)
    return [
      ...piece('analytics_day', from, first),
      ...piece('analytics_month', first, end),
      ...piece('analytics_day', end, until),
    ]
  })
}

const day = (binder: Binder, value: Day) => `${binder.bind(value)}::text::date`

const readRollups: Reader = (plan, binder, timeZone) =>
  piecesOf(plan).map(({ table, span, since, from, until }) =>
    select(plan, binder, timeZone, {
      columns: {
        ...ROLLUP_COLUMNS,
        ...(table === 'analytics_total' ? { seller: `''` } : {}),
        since: onceDay(since, binder),
      },
      kept: 'rollup',
      span,
      from: `${table} f`,
      where: `f.entity_id = $1 AND f.livemode = $2 AND f.on_day >= ${day(binder, from)} AND f.on_day < ${day(binder, until)}`,
      seller: 'LEFT JOIN seller s ON s.id = f.seller_id',
    }),
  )

const onceDay = (value: Day, binder: Binder): Lazy => {
  const place = onceBound(value, binder)
  return () => `${place()}::date`
}

const readFirstSales: Reader = (plan, binder, timeZone) =>
  spansOf(plan).map(({ from, until }, span) => {
    const on = `(s.first_sale_at AT TIME ZONE ${timeZone()})::date`
    return select(plan, binder, timeZone, {
      columns: {
        seller: 's.id',
        currency: `''`,
        category: `''`,
        method: `''`,
        reason: `''`,
        day: on,
        since: onceDay(from, binder),
      },
      kept: 'first_sales',
      span,
      from: 'seller s',
      where: `s.entity_id = $1 AND s.livemode = $2 AND ${on} >= ${day(binder, from)} AND ${on} < ${day(binder, until)}`,
      seller: '',
    })
  })

const readDebts: Reader = (plan, binder, timeZone) => {
  const today = day(binder, plan.known.now.today)
  return [
    select(plan, binder, timeZone, {
      columns: { ...ROLLUP_COLUMNS, category: `''`, method: `''`, reason: `''`, day: today, since: () => today },
      kept: 'debts',
      span: 0,
      from: `(SELECT seller_id, currency, carry_minor AS debt_minor FROM settlement_share WHERE entity_id = $1 AND livemode = $2 AND carry_minor > 0
          UNION ALL SELECT seller_id, currency, open_minor FROM adjustment WHERE entity_id = $1 AND livemode = $2 AND open_minor > 0) f`,
      where: 'true',
      seller: 'LEFT JOIN seller s ON s.id = f.seller_id',
    }),
  ]
}

const READERS: Readonly<Record<Source, Reader>> = { rollup: readRollups, first_sales: readFirstSales, debts: readDebts }

type Relation = {
  readonly columns: Columns
  readonly kept: Source
  /** 0: the period itself, 1: what it is compared with. */
  readonly span: number
  readonly from: string
  readonly where: string
  /** How the seller's row is joined, where it is needed. */
  readonly seller: string
}

function select(
  plan: Plan,
  binder: Binder,
  timeZone: Lazy,
  { columns, kept, span, from, where, seller }: Relation,
): string {
  const needed = [...plan.keys, ...plan.query.filters.map(({ dimension }) => dimension)].some(needsSeller)
  const own = new Set(plan.metrics.filter(({ source }) => source === kept).flatMap(({ reads }) => reads))
  const read = measuresOf(plan).map((name) => `${own.has(name) ? measure(name) : '0'}::bigint AS ${name}`)
  const names = keyNames(plan)
  const keys = plan.keys.map((id, index) => `${keySql(id, columns, timeZone)} AS ${names[index]}`)
  const narrowing = plan.query.filters.filter(({ dimension }) => !isTimeDimension(dimension))
  const filters = narrowing.map((one) => filterSql(one, columns, timeZone, binder))
  // A row of nothing but other metrics' figures is no row of this question.
  const some = kept === 'first_sales' ? [] : [`(${[...own].map((name) => `f.${name} <> 0`).join(' OR ')})`]
  const narrowed = [where, ...some, ...filters]
  return `SELECT ${[`${span} AS span`, `${columns.day} AS on_day`, `${columns.seller} AS seller_id`, `${columns.currency} AS currency`, ...keys, ...read].join(', ')}
    FROM ${from} ${needed ? seller : ''}
   WHERE ${narrowed.join(' AND ')}`
}

const measure = (name: string) => (name === 'first_sales' ? '1' : `f.${name}`)
