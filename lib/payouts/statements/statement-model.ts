/** What a statement adds up, in the order it is printed. */
export const STATEMENT_SUMS = [
  'sales',
  'refunds',
  'fees',
  'taxes',
  'shares',
  'fees_returned',
  'exchange',
  'adjustments',
  'written_off',
  'opening_entry',
  'corrections',
  'paid',
  'taken_back',
] as const
export type StatementSum = (typeof STATEMENT_SUMS)[number]

/** What a line is about. */
export const STATEMENT_KINDS = [
  'sale',
  'refund',
  'fee_returned',
  'adjustment',
  'written_off',
  'opening_entry',
  'correction',
  'paid',
  'taken_back',
] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]

/** One line of the ledger as its seller reads it. Minor units; positive is owed to the seller. */
export type StatementLine = {
  /** Accounting day in the book time zone, `2026-10-31`. */
  readonly on: string
  /** The day it belongs to, where it was booked after its own statement was issued; empty otherwise. */
  readonly lateFor: string
  readonly kind: StatementKind
  /** The seller's order or invoice number; empty where there is none. Never an id of the platform's. */
  readonly reference: string
  readonly parts: Readonly<Partial<Record<StatementSum, bigint>>>
}

/** A month of one seller in one currency, as it was issued. */
export type Statement = {
  readonly sellerName: string
  readonly marketplace: string
  readonly currency: string
  /** `2026-10` */
  readonly month: string
  readonly openingMinor: bigint
  readonly closingMinor: bigint
  readonly lines: readonly StatementLine[]
}

/** What a line comes to. */
export const lineMinor = ({ parts }: Pick<StatementLine, 'parts'>): bigint =>
  STATEMENT_SUMS.reduce((sum, key) => sum + (parts[key] ?? 0n), 0n)

/** The sums of a statement; those of nothing are left out. Opening and they add up to closing. */
export function sumsOf(lines: readonly StatementLine[]): { readonly key: StatementSum; readonly minor: bigint }[] {
  return STATEMENT_SUMS.map((key) => ({
    key,
    minor: lines.reduce((sum, { parts }) => sum + (parts[key] ?? 0n), 0n),
  })).filter(({ minor }) => minor !== 0n)
}

/** Opening, every line and closing agree to the minor unit; throws where they do not: such a statement is never issued. */
export function proveStatement({ openingMinor, closingMinor, lines }: Statement): void {
  const reached = lines.reduce((sum, line) => sum + lineMinor(line), openingMinor)
  if (reached !== closingMinor) throw new Error(`a statement comes to ${reached} instead of ${closingMinor}`)
}

/** First and last day of a month `2026-10`. */
export function monthDays(month: string): { readonly first: string; readonly last: string } {
  const [year = 0, number = 0] = month.split('-').map((part) => Number.parseInt(part, 10))
  return { first: `${month}-01`, last: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

/** The month so many before or after: `monthAfter('2026-12', 1)` is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map((part) => Number.parseInt(part, 10))
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

/** `K7QM-4D2P-X9TR-B3WH` as it is stored, of whatever a person typed; empty when it is no code. */
export function readCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : ''
}

/** A code in groups of four, for people. */
export const showCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-')

/** More lines than this are printed by day and kind; the CSV has each. */
const PRINTED_MAX = 1_500

/** The lines as they are printed: of a long month one per day, kind and day of origin, which come to the same sums. */
export function printedLines(lines: readonly StatementLine[]): readonly StatementLine[] {
  if (lines.length <= PRINTED_MAX) return lines
  const folded = new Map<string, { line: StatementLine; count: number }>()
  for (const line of lines) {
    const key = `${line.on} ${STATEMENT_KINDS.indexOf(line.kind)} ${line.lateFor}`
    const held = folded.get(key)
    const parts = { ...held?.line.parts }
    for (const name of STATEMENT_SUMS) {
      const minor = line.parts[name]
      if (minor !== undefined) parts[name] = (parts[name] ?? 0n) + minor
    }
    folded.set(key, { line: { ...line, parts }, count: (held?.count ?? 0) + 1 })
  }
  return [...folded.values()]
    .map(({ line, count }) => ({ ...line, reference: `× ${count}` }))
    .toSorted((left, right) => (left.on === right.on ? 0 : left.on < right.on ? -1 : 1))
}
