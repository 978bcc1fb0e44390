import type { DimensionId } from '../dimensions.ts'
import type { Binder, Lazy } from './binder.ts'

/** Names of the columns of a row beneath: `f` is the row, `s` its seller. */
export type Columns = Readonly<
  Record<'seller' | 'currency' | 'category' | 'method' | 'reason' | 'day', string> & {
    /** The day from which buckets of time are numbered. */
    readonly since: Lazy
  }
>

export const ROLLUP_COLUMNS: Omit<Columns, 'since'> = {
  seller: 'f.seller_id',
  currency: 'f.currency::text',
  category: 'f.category',
  method: 'f.method',
  reason: 'f.reason',
  day: 'f.on_day',
}

const monthNumber = (day: string) => `(extract(year FROM ${day})::int * 12 + extract(month FROM ${day})::int)`

/**
 * SQL of a dimension's key. Buckets of time are numbered from the beginning of their own period, so that the first month of a
 * period stands beside the first month of what it is compared with.
 */
export function keySql(id: DimensionId, columns: Columns, timeZone: Lazy): string {
  switch (id) {
    case 'country':
      return `coalesce(s.country, '')`
    case 'cohort':
      return cohort(timeZone)
    case 'month':
      return `${monthNumber(columns.day)} - ${monthNumber(columns.since())}`
    case 'week':
      return `(date_trunc('week', ${columns.day})::date - date_trunc('week', ${columns.since()})::date) / 7`
    case 'day':
      return `${columns.day} - ${columns.since()}`
    default:
      return columns[id]
  }
}

const cohort = (timeZone: Lazy) => `coalesce(to_char(s.first_sale_at AT TIME ZONE ${timeZone()}, 'YYYY-MM'), '')`

/** SQL that turns the key of a bucket back into its first day. */
export function bucketDay(id: DimensionId, key: string, since: string): string {
  const unit = id === 'month' ? 'month' : id === 'week' ? 'week' : 'day'
  return `(date_trunc('${unit}', ${since}::date) + ${key} * interval '1 ${unit}')::date::text`
}

/** Whether the key or filter needs the seller's row. */
export const needsSeller = (id: DimensionId): boolean => id === 'country' || id === 'cohort'

type Narrowed = {
  readonly dimension: DimensionId
  readonly is: 'one_of' | 'none_of'
  readonly values: readonly string[]
}

/** SQL of one filter over the rows beneath. Sellers go by either id or by name; codes and words by any case. */
export function filterSql(
  { dimension, is, values }: Narrowed,
  columns: Columns,
  timeZone: Lazy,
  binder: Binder,
): string {
  const key = dimension === 'seller' ? columns.seller : keySql(dimension, columns, timeZone)
  return keyIsSql({ dimension, is, values }, key, binder)
}

/** SQL of one filter over a key as it is grouped by. */
export function keyIsSql({ dimension, is, values }: Narrowed, key: string, binder: Binder): string {
  const place = `${binder.bind(values.map((value) => value.toLowerCase()))}::text[]`
  const not = is === 'none_of' ? 'NOT ' : ''
  if (dimension === 'seller')
    return `${not}${key} IN (SELECT id FROM seller WHERE entity_id = $1 AND livemode = $2
      AND (lower(id) = ANY(${place}) OR lower(stripe_account) = ANY(${place}) OR lower(name) = ANY(${place})))`
  return `${not}lower(${key}) = ANY(${place})`
}
