import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { credit, debit, type EntryDraft } from './entry.ts'
import { type PostedEntry, postEntries } from './post.ts'

/** A booked line of a bank statement, and what it was matched with. */
export type MatchedBankLine = {
  /** `bank_line.id`. */
  readonly lineId: bigint
  /** `bank_…`: the subject of the account. */
  readonly bankAccountId: string
  /** `YYYY-MM-DD`, as the bank says it: the accounting date. */
  readonly bookedOn: string
  /** Signed minor units: positive is money in. */
  readonly amountMinor: bigint
  /** Upper case. */
  readonly currency: string
  /** What it is matched with. Another match of the same line later is another part of the source. */
  readonly matchId: string
  /** Payouts arrive from one account in transit, top-ups leave through the other. */
  readonly inTransit: 'payouts_in_transit' | 'topups_in_transit'
  /** `payout:po_…` of everything behind it. */
  readonly refs: readonly string[]
}

type Posting = { readonly entity: Pick<Entity, 'stripeAccount'>; readonly at: Date }

const RULE = 'bank_line@1'
const WORDS = { payouts_in_transit: 'Payout', topups_in_transit: 'Top-up' } as const

/**
 * Posts bank lines once they are matched: Dr Bank, Cr in transit (the other way round for money out). The whole line is posted,
 * so what the bank kept back stays in transit, where it ages. A line without a match posts nothing: it is not proved to be
 * Stripe's money. Idempotent per line and match.
 */
export function postBankLines(
  tx: Sql,
  lines: readonly MatchedBankLine[],
  { entity, at }: Posting,
): Promise<PostedEntry[]> {
  return postEntries(
    tx,
    lines.map((line) => draft(line, entity, at, 1n)),
    at,
  )
}

/** Takes the entries of undone matches back, on the same days, once per line and match. */
export function reverseBankLines(
  tx: Sql,
  lines: readonly MatchedBankLine[],
  { entity, at }: Posting,
): Promise<PostedEntry[]> {
  return postEntries(
    tx,
    lines.map((line) => draft(line, entity, at, -1n)),
    at,
  )
}

function draft(line: MatchedBankLine, entity: Posting['entity'], at: Date, direction: 1n | -1n): EntryDraft {
  const { lineId, bankAccountId, bookedOn, currency, matchId, inTransit, refs } = line
  const amountMinor = line.amountMinor * direction
  const what = WORDS[inTransit]
  return {
    book: 'platform',
    sourceKind: 'bank_line',
    sourceAccount: entity.stripeAccount,
    sourceId: lineId.toString(),
    sourcePart: direction === 1n ? matchId : `${matchId}:undone`,
    rule: RULE,
    accountingOn: bookedOn,
    occurredAt: direction === 1n ? new Date(`${bookedOn}T00:00:00Z`) : at,
    description:
      direction === 1n ? `${what} seen on the bank statement` : `${what} on the bank statement: match undone`,
    refs: [`bank_line:${lineId}`, `bank_account:${bankAccountId}`, `match:${matchId}`, ...refs],
    lines: [debit('bank', amountMinor, currency, bankAccountId), credit(inTransit, amountMinor, currency)],
  }
}
