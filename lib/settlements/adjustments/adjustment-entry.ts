import { credit, debit, type EntryDraft } from '#lib/ledger/entry.ts'
import type { Adjustment } from './adjustment.ts'
import { ADJUSTMENT_REASONS } from './reasons-model.ts'

type Posting = {
  readonly adjustment: Adjustment
  /** The entity's own Stripe account. */
  readonly account: string
  readonly accountingOn: string
  readonly at: Date
}

const RULE = 'adjustment@1'

/** An approved adjustment's entry: what its reason costs or brings us against what the seller is owed. */
export function draftAdjustment({ adjustment, account, accountingOn, at }: Posting): EntryDraft {
  const { id, sellerId, amountMinor, currency, reason, proposalId } = adjustment
  const { word, account: other } = ADJUSTMENT_REASONS[reason]
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: account,
    sourceId: id,
    sourcePart: '1',
    rule: RULE,
    accountingOn,
    occurredAt: at,
    description: `Adjustment: ${word.toLowerCase()} (${id})`,
    refs: [`adjustment:${id}`, `proposal:${proposalId}`, `seller:${sellerId}`],
    lines: [credit('seller_payable', amountMinor, currency, sellerId), debit(other, amountMinor, currency)],
  }
}
