import type { Days } from './periods.ts'

/** Rows that are right, by SQL of our own over `gold_fact`; what lib/analytics says is compared with them. */
export type Gold = {
  readonly kind: 'rows'
  readonly sql: string
  /** The figures among the columns; the rest says what a row is about. */
  readonly figures: readonly string[]
  /** So many of the rows, by the first figure; `some`: a beginning of the ranking. */
  readonly top?: number | 'some'
  readonly isUpward?: boolean
  /** Whether amounts are ranked, which is done within each currency. */
  readonly isByCurrency?: boolean
}

type Figure = {
  readonly isMoney: boolean
  readonly isAmount: boolean
  readonly decimals: number
  readonly sql: (when: string) => string
}

const sum = (column: string) => (when: string) => `coalesce(sum(${column}) FILTER (WHERE ${when}), 0)`
const ratio = (top: string, bottom: string) => (when: string) =>
  `100.0 * sum(${top}) FILTER (WHERE ${when}) / nullif(sum(${bottom}) FILTER (WHERE ${when}), 0)`
const amount = (column: string): Figure => ({ isMoney: true, isAmount: true, decimals: 0, sql: sum(column) })
const rate = (top: string, bottom: string): Figure => ({
  isMoney: true,
  isAmount: false,
  decimals: 4,
  sql: ratio(top, bottom),
})
const count = (column: string): Figure => ({ isMoney: false, isAmount: false, decimals: 0, sql: sum(column) })

/** docs/metrics.md, in SQL of our own. */
const FIGURES = {
  gross_volume: amount('gross'),
  net_volume: amount('gross - refund - lost'),
  platform_fees: amount('commission'),
  take_rate: rate('commission', 'gross - refund - lost'),
  processor_fees: amount('stripe_fee'),
  seller_net: amount('seller_part'),
  orders: count('orders'),
  average_order: {
    isMoney: true,
    isAmount: true,
    decimals: 0,
    sql: (when) => `round(sum(gross) FILTER (WHERE ${when})::numeric / nullif(sum(orders) FILTER (WHERE ${when}), 0))`,
  },
  active_sellers: {
    isMoney: false,
    isAmount: false,
    decimals: 0,
    sql: (when) => `count(DISTINCT seller) FILTER (WHERE ${when} AND orders > 0 AND seller <> '')`,
  },
  refunds: amount('refund'),
  refund_rate: rate('refund', 'gross'),
  disputes: count('disputes'),
  dispute_rate: { ...rate('disputes', 'payments'), isMoney: false },
  dispute_losses: amount('lost'),
  payouts: amount('paid_out'),
  payout_failures: count('payout_failures'),
  time_to_payout: {
    isMoney: false,
    isAmount: false,
    decimals: 2,
    sql: (when) =>
      `sum(arrival_seconds) FILTER (WHERE ${when}) / 86400.0 / nullif(sum(arrived) FILTER (WHERE ${when}), 0)`,
  },
} as const satisfies Readonly<Record<string, Figure>>

type FigureName = keyof typeof FIGURES

type Wanted = {
  readonly of: FigureName | readonly FigureName[]
  readonly in: Days
  readonly by?: string
  readonly against?: Days
  readonly where?: string
  /** Over figures, and over `<figure>_before`. */
  readonly having?: string
  readonly top?: number | 'some'
  readonly isUpward?: boolean
  /** `<figure>_change`, where the change is ranked. */
  readonly rankedBy?: string
  /** Adds each row's percent of the whole, of the first figure. */
  readonly withShare?: boolean
}

/** SQL over `gold_fact` (gold/facts.ts), put together of the definitions above. */
export function rowsOf({ of, by = '', against, where = 'true', having = 'true', ...wanted }: Wanted): Gold {
  const names: readonly FigureName[] = typeof of === 'string' ? [of] : of
  const [from, until] = wanted.in
  const now = `day >= '${from}' AND day < '${until}'`
  const before = against === undefined ? '' : `day >= '${against[0]}' AND day < '${against[1]}'`
  const isMoney = names.some((name) => FIGURES[name].isMoney)
  const keys = [
    ...by.split(/,\s*/).filter((key) => key !== ''),
    ...(isMoney && !by.includes('currency') ? ['currency'] : []),
  ]
  const columns = names.flatMap((name) => [
    `${FIGURES[name].sql(now)} AS ${name}`,
    ...(before === '' ? [] : [`${FIGURES[name].sql(before)} AS ${name}_before`]),
  ])
  const [first = 'gross_volume'] = names
  const withShare = wanted.withShare === true
  const whole = isMoney ? `OVER (PARTITION BY currency)` : 'OVER ()'
  const shown = names.flatMap((name) => [
    `round(${name}::numeric, ${FIGURES[name].decimals}) AS ${name}`,
    ...(before === '' ? [] : [`round(${name}_before::numeric, ${FIGURES[name].decimals}) AS ${name}_before`]),
  ])
  const sql = `SELECT ${[...keys, ...shown].join(', ')}${withShare ? `, round(100.0 * ${first} / nullif(sum(${first}) ${whole}, 0), 4) AS ${first}_share` : ''}
  FROM (SELECT ${[...keys, ...columns].join(', ')} FROM gold_fact
         WHERE (${now}${before === '' ? '' : ` OR ${before}`}) AND (${where})${keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`}) figured
 WHERE ${having}`
  const ranked = wanted.rankedBy
  const figures = names.flatMap((name) => (before === '' ? [name] : [name, `${name}_before`]))
  return {
    kind: 'rows',
    sql: ranked === undefined ? sql : `SELECT *, ${ranked} AS ranked FROM (${sql}) all_of_them`,
    figures: [...(ranked === undefined ? [] : ['ranked']), ...figures, ...(withShare ? [`${first}_share`] : [])],
    isByCurrency: FIGURES[first].isAmount && !/ \/ /.test(ranked ?? ''),
    ...(wanted.top === undefined ? {} : { top: wanted.top }),
    ...(wanted.isUpward === undefined ? {} : { isUpward: wanted.isUpward }),
  }
}

/** Rows of a statement of its own, over any base table. */
export const rowsOfSql = (figures: string, sql: string): Gold => ({ kind: 'rows', sql, figures: figures.split(/,\s*/) })

/** One part's percent of the whole that all parts make. */
export const partOf = (wanted: Wanted, only: string): Gold =>
  rowsOfSql(
    `${wanted.of}_share`,
    `SELECT ${wanted.by}, ${wanted.of}_share FROM (${rowsOf({ ...wanted, withShare: true }).sql}) whole WHERE ${only}`,
  )
