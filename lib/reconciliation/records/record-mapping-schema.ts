import { type ColumnNames, type Guess, guessColumns } from '../columns/guess-model.ts'
import { type ColumnMapping, doubledRole, mappingSchema } from '../columns/mapping-schema.ts'

/** What a column of an order system's CSV can mean. */
export const RECORD_ROLES = {
  none: 'Not used',
  kind: 'Sale or refund',
  order: 'Order',
  line: 'Line of the order',
  day: 'Day',
  seller: 'Seller',
  gross: 'Gross',
  tax: 'Tax',
  commission: 'Commission',
  percent: 'Commission in percent',
  currency: 'Currency',
  payment: 'Paid through',
  refund_of: 'Refund of order',
  functional: 'Gross in the books’ currency',
  rate: 'Rate of that conversion',
} as const satisfies Record<string, string>
export type RecordRole = keyof typeof RECORD_ROLES
export const ROLES_OF_RECORDS = Object.keys(RECORD_ROLES) as [RecordRole, ...RecordRole[]]

const NAMES: ColumnNames<RecordRole> = {
  none: 'none',
  names: [
    ['rate', /^(usd|eur|gbp)_rate$|(fx|exchange|conversion).?rate/i],
    ['functional', /^gross_(usd|eur|gbp)$|functional|base.?(amount|gross)/i],
    ['refund_of', /refund.?(of|for)|original.?order/i],
    ['percent', /(commission|fee|rate).*(percent|pct|%)|^commission.?rate$/i],
    ['commission', /commission|marketplace.?fee|platform.?fee/i],
    ['kind', /^(type|kind|record.?type|transaction.?type)$/i],
    ['line', /^(line|line.?(no|item|id|number)|item.?id|position)$/i],
    ['order', /order/i],
    ['day', /date|day|created|datum/i],
    ['seller', /seller|vendor|merchant|store|shop/i],
    ['tax', /tax|vat|gst/i],
    ['gross', /gross|total|amount|price/i],
    ['currency', /curr|ccy/i],
    ['payment', /payment|paid|channel/i],
  ],
  days: ['day'],
  amounts: ['gross', 'tax', 'commission', 'functional'],
  currency: 'currency',
  many: [],
}

/** How an order system's CSV is probably to be read, from its head. */
export const guessRecords = (head: string): Guess<RecordRole> => guessColumns(head, NAMES)

/** What these columns lack to be read, in words, or null. */
export function recordProblem(roles: readonly RecordRole[]): string | null {
  const twice = doubledRole(roles, ['none'])
  if (twice !== undefined) return `Two columns are “${RECORD_ROLES[twice]}”: choose one.`
  const missing = (['order', 'day', 'seller', 'gross', 'currency'] as const).find((role) => !roles.includes(role))
  return missing === undefined ? null : `Choose the column “${RECORD_ROLES[missing]}”.`
}

export const recordMapping = mappingSchema(ROLES_OF_RECORDS, recordProblem)
export type RecordMapping = ColumnMapping<RecordRole>
