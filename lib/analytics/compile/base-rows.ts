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

/** Whole months are read from the months' roll-up, what is left at the ends from the days'. */
function piecesOf(plan: Plan): Record<'analytics_month' | 'analytics_day', Piece[]> {
  const byDay = plan.query.currency !== null || plan.keys.some((id) => id === 'day' || id === 'week')
  const pieces: Record<'analytics_month' | 'analytics_day', Piece[]> = { analytics_month: [], analytics_day: [] }
  spansOf(plan).forEach(({ from, until }, span) => {
    const floor = startOf('month', from)
    const first = floor === from ? from : addMonths(floor, 1)
    const end = startOf('month', until)
    const add = (table: keyof typeof pieces, left: Day, right: Day) => {
      if (left < right) pieces[table].push({ span, since: from, from: left, until: right })
    }
    if (byDay || first >= end) add('analytics_day', from, until)
    else {
      add('analytics_day', from, first)
      add('analytics_month', first, end)
      add('analytics_day', end, until)
    }
  })
  return pieces
}

const spanTable = (pieces: readonly Piece[], binder: Binder) => {
  const rows = pieces.map(
    ({ span, since, from, until }) =>
      `(${span}, ${[since, from, until].map((day) => `${binder.bind(day)}::text::date`).join(', ')})`,
  )
  return `(VALUES ${rows.join(', ')}) AS span (n, since, first, until)`
}

const readRollups: Reader = (plan, binder, timeZone) =>
  Object.entries(piecesOf(plan)).flatMap(([table, pieces]) =>
    pieces.length === 0
      ? []
      : [
          select(plan, binder, timeZone, {
            columns: ROLLUP_COLUMNS,
            kept: 'rollup',
            from: `${spanTable(pieces, binder)} JOIN ${table} f
              ON f.entity_id = $1 AND f.livemode = $2 AND f.on_day >= span.first AND f.on_day < span.until`,
            seller: 'LEFT JOIN seller s ON s.id = f.seller_id',
          }),
        ],
  )

const whole = (plan: Plan): Piece[] =>
  spansOf(plan).map(({ from, until }, span) => ({ span, since: from, from, until }))

const readFirstSales: Reader = (plan, binder, timeZone) => {
  const day = `(s.first_sale_at AT TIME ZONE ${timeZone()})::date`
  return [
    select(plan, binder, timeZone, {
      columns: { seller: 's.id', currency: `''`, category: `''`, method: `''`, reason: `''`, day },
      kept: 'first_sales',
      from: `${spanTable(whole(plan), binder)} JOIN seller s
        ON s.entity_id = $1 AND s.livemode = $2 AND ${day} >= span.first AND ${day} < span.until`,
      seller: '',
    }),
  ]
}

const readDebts: Reader = (plan, binder, timeZone) => {
  const today = `${binder.bind(plan.known.now.today)}::text::date`
  return [
    select(plan, binder, timeZone, {
      columns: { ...ROLLUP_COLUMNS, category: `''`, method: `''`, reason: `''`, day: today },
      kept: 'debts',
      from: `(VALUES (0, ${today})) AS span (n, since) CROSS JOIN (
          SELECT seller_id, currency, carry_minor AS debt_minor FROM settlement_share WHERE entity_id = $1 AND livemode = $2 AND carry_minor > 0
          UNION ALL SELECT seller_id, currency, open_minor FROM adjustment WHERE entity_id = $1 AND livemode = $2 AND open_minor > 0) f`,
      seller: 'LEFT JOIN seller s ON s.id = f.seller_id',
    }),
  ]
}

const READERS: Readonly<Record<Source, Reader>> = { rollup: readRollups, first_sales: readFirstSales, debts: readDebts }

type Relation = {
  readonly columns: Columns
  readonly kept: Source
  readonly from: string
  /** How the seller's row is joined, where it is needed. */
  readonly seller: string
}

function select(plan: Plan, binder: Binder, timeZone: Lazy, { columns, kept, from, seller }: Relation): string {
  const needed = [...plan.keys, ...plan.query.filters.map(({ dimension }) => dimension)].some(needsSeller)
  const own = new Set(plan.metrics.filter(({ source }) => source === kept).flatMap(({ reads }) => reads))
  const read = measuresOf(plan).map((name) => `${own.has(name) ? measure(name) : '0'}::bigint AS ${name}`)
  const names = keyNames(plan)
  const keys = plan.keys.map((id, index) => `${keySql(id, columns, timeZone)} AS ${names[index]}`)
  const where = plan.query.filters.filter(({ dimension }) => !isTimeDimension(dimension))
  const filters = where.map((one) => filterSql(one, columns, timeZone, binder))
  // A row of nothing but other metrics' figures is no row of this question.
  const some = kept === 'first_sales' ? [] : [`(${[...own].map((name) => `f.${name} <> 0`).join(' OR ')})`]
  const narrowed = [...some, ...filters]
  return `SELECT ${['span.n AS span', `${columns.day} AS on_day`, `${columns.seller} AS seller_id`, `${columns.currency} AS currency`, ...keys, ...read].join(', ')}
    FROM ${from} ${needed ? seller : ''}${narrowed.length === 0 ? '' : `\n   WHERE ${narrowed.join(' AND ')}`}`
}

const measure = (name: string) => (name === 'first_sales' ? '1' : `f.${name}`)
