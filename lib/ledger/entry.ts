import type { AccountCode } from './chart.ts'

/** `platform`, or a seller's memo book, which never consolidates. */
export type Book = 'platform' | `seller:${string}`

export type SourceKind = 'balance_transaction' | 'settlement' | 'bank_line' | 'approved_journal' | 'period_job'

/** One side of an entry: debits positive, credits negative, minor units. */
export type DraftLine = {
  readonly code: AccountCode
  /** What the account is kept per: `sel_…` for payables, else empty. */
  readonly subject: string
  readonly currency: string
  readonly amountMinor: bigint
}

/** A balanced movement before it is posted. The source key makes posting it twice one entry. */
export type EntryDraft = {
  readonly book: Book
  readonly sourceKind: SourceKind
  readonly sourceAccount: string
  readonly sourceId: string
  readonly sourcePart: string
  /** Name and version of the posting rule, for example `charge@1`. */
  readonly rule: string
  /** The day in the book time zone, `YYYY-MM-DD`. */
  readonly accountingOn: string
  readonly occurredAt: Date
  readonly description: string
  /** `kind:id` of the objects behind it. */
  readonly refs: readonly string[]
  readonly lines: readonly DraftLine[]
  /** A period's job that somebody approved: like an approved journal it posts into a soft-locked month, and into no hard-locked one. */
  readonly isApproved?: true
}

export function debit(code: AccountCode, amountMinor: bigint, currency: string, subject = ''): DraftLine {
  return { code, subject, currency, amountMinor }
}

export function credit(code: AccountCode, amountMinor: bigint, currency: string, subject = ''): DraftLine {
  return { code, subject, currency, amountMinor: -amountMinor }
}

/** Adds lines of the same account together and drops what is zero: the journal refuses lines that move nothing. */
export function mergeLines(lines: readonly DraftLine[]): DraftLine[] {
  const merged = new Map<string, DraftLine>()
  for (const line of lines) {
    const key = `${line.code}|${line.subject}|${line.currency}`
    const before = merged.get(key)
    merged.set(key, before === undefined ? line : { ...line, amountMinor: before.amountMinor + line.amountMinor })
  }
  return [...merged.values()].filter((line) => line.amountMinor !== 0n)
}

/** What is missing to balance, per currency; empty when the lines balance. */
export function imbalance(lines: readonly DraftLine[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { currency, amountMinor } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
  for (const [currency, sum] of sums) if (sum === 0n) sums.delete(currency)
  return sums
}
