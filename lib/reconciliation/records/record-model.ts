import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { readAmount } from '../columns/read-amount.ts'

/** One row of the order system: a line of an order that was sold, or a refund. */
export type SellerRecordLine = {
  /** Line of the file, or place in the request, from 1. */
  readonly lineNo: number
  readonly kind: 'sale' | 'refund'
  readonly orderId: string
  readonly lineRef: string
  /** `YYYY-MM-DD` */
  readonly happenedOn: string
  readonly sellerRef: string
  /** Signed minor units: sales positive, refunds negative. */
  readonly grossMinor: bigint
  readonly taxMinor: bigint
  readonly commissionMinor: bigint | null
  readonly commissionPercent: string
  /** Upper case. */
  readonly currency: string
  readonly payment: string
  readonly refundOf: string
  readonly functionalMinor: bigint | null
  /** The rate of that conversion as the file says it: books’ currency for one unit. Empty when it says none. */
  readonly functionalRate: string
  readonly raw: string
}

export const RECORD_SKIPS = {
  known: 'Recorded before',
  changed: 'Recorded before, and says something else now',
} as const satisfies Record<string, string>

export type SkippedRecord = {
  readonly lineNo: number
  readonly reason: keyof typeof RECORD_SKIPS
  readonly detail: string
  readonly raw: string
}

/** What the records of one kind and currency add up to. */
export type RecordTotals = {
  readonly kind: 'sale' | 'refund'
  readonly currency: string
  count: number
  grossMinor: bigint
  taxMinor: bigint
  commissionMinor: bigint
}

const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,3})?$/, 'Write amounts as decimals in text, like "12.50".')
const text = z.string().trim().max(200)

/** A record as another system sends it in JSON: amounts are decimals in text, of the record's currency. */
const recordInput = z.strictObject({
  type: z.enum(['sale', 'refund']),
  order_id: text.min(1),
  line: text.default(''),
  date: z.iso.date(),
  seller: text.default(''),
  gross: decimal,
  tax: decimal.default('0'),
  commission: decimal.nullable().default(null),
  commission_percent: text.default(''),
  currency: z.string().refine(isCurrency, 'Write the currency’s code in capitals, like USD.'),
  payment: text.default(''),
  refund_of: text.default(''),
})
const RECORDS_MAX = 10_000
export const recordsInput = z.strictObject({ records: z.array(recordInput).min(1).max(RECORDS_MAX) })

/** Records that came as JSON. Refuses an amount with more decimals than its currency has, by its place. */
export function recordsOf({ records }: z.output<typeof recordsInput>): SellerRecordLine[] {
  return records.map((record, index) => {
    const lineNo = index + 1
    const minor = (amount: string) => {
      const read = readAmount(amount, record.currency, '.')
      if (typeof read === 'string') throw unreadableRecord(lineNo, read, 'Record')
      return read
    }
    return {
      lineNo,
      kind: record.type,
      orderId: record.order_id,
      lineRef: record.line,
      happenedOn: record.date,
      sellerRef: record.seller,
      grossMinor: minor(record.gross),
      taxMinor: minor(record.tax),
      commissionMinor: record.commission === null ? null : minor(record.commission),
      commissionPercent: record.commission_percent,
      currency: record.currency,
      payment: record.payment,
      refundOf: record.refund_of,
      functionalMinor: null,
      functionalRate: '',
      raw: JSON.stringify(record),
    }
  })
}

/** A file that is not taken, with the line that is to blame. */
export const unreadableRecord = (lineNo: number, message: string, what: 'Line' | 'Record' = 'Line') =>
  new Refusal({
    code: 'records.line',
    status: 422,
    field: 'file',
    message: `${what} ${lineNo}: ${message} Nothing was imported.`,
    detail: { line: lineNo },
  })

export const unreadableRecords = (message: string) =>
  new Refusal({ code: 'records.file', status: 422, field: 'file', message: `${message} Nothing was imported.` })
