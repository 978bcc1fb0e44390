import { credit, type DraftLine, debit, type EntryDraft, mergeLines } from '#lib/ledger/entry.ts'
import { OPENING_SOURCE } from './tie-out.ts'

type Opening = {
  readonly sheetId: string
  readonly proposalId: string
  /** The entity's own Stripe account. */
  readonly account: string
  readonly cutOverOn: string
  /** The end of that day in the book time zone. */
  readonly occurredAt: Date
  /** What is owed by the sheet and by our books, minor units; negative when the seller owes us. */
  readonly lines: readonly {
    readonly sellerId: string
    readonly currency: string
    readonly said: bigint
    readonly books: bigint
  }[]
}

const RULE = 'opening@1'

/**
 * The one entry that opens the books: what the old sheet says more (or less) than our settlements and transfers do, per seller
 * and currency, against Opening balance. Null when the sheet says what our books say.
 */
export function draftOpening({
  sheetId,
  proposalId,
  account,
  cutOverOn,
  occurredAt,
  lines,
}: Opening): EntryDraft | null {
  const merged = mergeLines(
    lines.flatMap(({ sellerId, currency, said, books }): DraftLine[] => [
      credit('seller_payable', said - books, currency, sellerId),
      debit('opening_balance', said - books, currency),
    ]),
  )
  if (merged.length === 0) return null
  const sellers = [...new Set(merged.map(({ subject }) => subject))].filter((id) => id !== '')
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: account,
    sourceId: OPENING_SOURCE,
    sourcePart: '1',
    rule: RULE,
    accountingOn: cutOverOn,
    occurredAt,
    description: `Opening balances at the end of ${cutOverOn}`,
    refs: [`opening_sheet:${sheetId}`, `proposal:${proposalId}`, ...sellers.map((id) => `seller:${id}`)],
    lines: merged,
  }
}
