import { credit, debit, type EntryDraft, mergeLines } from '#lib/ledger/entry.ts'
import type { Adjustment } from './adjustment.ts'
import { ADJUSTMENT_REASONS } from './reasons-model.ts'

type Posting = {
  readonly adjustment: Adjustment
  /** The entity's own Stripe account. */
  readonly account: string
  readonly accountingOn: string
  /** Of a write-off: what the allowance for receivables holds, minor units. */
  readonly allowanceMinor?: bigint
  readonly at: Date
}

const RULE = 'adjustment@1'

/** An approved adjustment's entry: what its reason costs or brings us against what the seller is owed. */
export function draftAdjustment({ adjustment, account, accountingOn, allowanceMinor = 0n, at }: Posting): EntryDraft {
  const { id, sellerId, amountMinor, currency, reason, proposalId } = adjustment
  const { word, account: other } = ADJUSTMENT_REASONS[reason]
  const provided = reason !== 'write_off' ? 0n : allowanceMinor < amountMinor ? allowanceMinor : amountMinor
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: account,
    sourceId: id,
    sourcePart: '1',
    rule: reason === 'write_off' ? 'write_off@1' : RULE,
    accountingOn,
    occurredAt: at,
    description: `${reason === 'write_off' ? word : `Adjustment: ${word.toLowerCase()}`} (${id})`,
    refs: [`adjustment:${id}`, `proposal:${proposalId}`, `seller:${sellerId}`],
    lines: mergeLines([
      credit('seller_payable', amountMinor, currency, sellerId),
      debit('receivable_allowance', provided, currency),
      debit(other, amountMinor - provided, currency),
    ]),
  }
}
