import { exponentOf } from '#lib/money/currency.ts'
import { readCsv } from '#lib/platform/read-csv.ts'

/** What a payout's lines come to, on either side. Minor units. */
export type PayoutSum = { readonly currency: string; readonly count: number; readonly netMinor: bigint }

export type ReportDifference = {
  readonly payoutId: string
  readonly currency: string
  /** Null where the side has no line of it. */
  readonly ours: PayoutSum | null
  readonly stripes: PayoutSum | null
}

const COLUMNS = ['automatic_payout_id', 'currency', 'net'] as const

/**
 * Adds up Stripe's itemised payout report per payout (docs.stripe.com/reports/payout-reconciliation). Amounts come in whole units
 * of the currency. Refuses a file that lacks a column or an amount.
 */
export function sumsOfReport(csv: string): Map<string, PayoutSum> {
  if (csv.trim().split('\n').length < 2) return new Map()
  const { header, rows } = readCsv(csv)
  const [payout = -1, currency = -1, net = -1] = COLUMNS.map((name) => header.indexOf(name))
  if (payout < 0 || currency < 0 || net < 0) throw new Error(`Stripe’s report has no column ${COLUMNS.join(', ')}.`)
  const sums = new Map<string, PayoutSum>()
  for (const { line, cells } of rows) {
    const id = cells[payout] ?? ''
    const code = (cells[currency] ?? '').toUpperCase()
    const minor = minorOf(cells[net] ?? '', code)
    if (minor === null) throw new Error(`Line ${line} of Stripe’s report has no amount: ${cells[net] ?? ''}.`)
    const held = sums.get(id) ?? { currency: code, count: 0, netMinor: 0n }
    sums.set(id, { currency: code, count: held.count + 1, netMinor: held.netMinor + minor })
  }
  return sums
}

/** `-12.5` of USD is -1250: always a point, never a separator of thousands. */
function minorOf(text: string, currency: string): bigint | null {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = exponentOf(currency)
  if (whole === '' || /[^0]/.test(fraction.slice(digits))) return null
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return sign === '-' ? -minor : minor
}

/** Payouts that the report and our tie-outs tell differently: by lines, by sum, or by one side alone. */
export function differencesTo(
  stripes: ReadonlyMap<string, PayoutSum>,
  ours: ReadonlyMap<string, PayoutSum>,
): ReportDifference[] {
  const ids = [...new Set([...stripes.keys(), ...ours.keys()])].toSorted()
  return ids.flatMap((payoutId) => {
    const [theirs, own] = [stripes.get(payoutId) ?? null, ours.get(payoutId) ?? null]
    const isSame = theirs?.count === own?.count && theirs?.netMinor === own?.netMinor
    return isSame ? [] : [{ payoutId, currency: theirs?.currency ?? own?.currency ?? '', ours: own, stripes: theirs }]
  })
}
