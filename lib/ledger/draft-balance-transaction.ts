import { type AccountCode, cashAccount } from './chart.ts'
import { type Book, credit, type DraftLine, debit, type EntryDraft, imbalance, mergeLines } from './entry.ts'
import { type PostingFacts, type PostingRule, ruleFor, type Side } from './posting-rules.ts'

type FeeDetail = { readonly type: string; readonly amountMinor: bigint; readonly currency: string }

/** A mirrored balance transaction with what the mirror knows about its source. */
export type PostableTransaction = {
  readonly account: string
  readonly id: string
  readonly type: string
  readonly reportingCategory: string
  readonly balanceType: string
  readonly sourceId: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
  readonly currency: string
  readonly feeDetails: readonly FeeDetail[]
  readonly occurredAt: Date
  readonly accountingOn: string
  readonly facts: PostingFacts
}

type Drafted = {
  /** Null when the transaction moves nothing. */
  readonly entry: EntryDraft | null
  /** The fact that must arrive before the amount can leave suspense; null when the entry is complete. */
  readonly awaits: string | null
}

/** Part of the entry that moves cash, and of the one that takes a late fact's amount out of suspense. */
export const CASH_PART = '1'
const LATE_PART = '2'

/**
 * Turns a balance transaction into its entry: cash by the net, fees by their kind, the gross to where the rule says.
 * Balanced whatever Stripe says: if net is not amount less fee, the difference goes to suspense.
 */
export function draftBalanceTransaction(transaction: PostableTransaction, platformAccount: string): Drafted {
  const side: Side = transaction.account === platformAccount ? 'platform' : 'seller'
  const rule = ruleFor(side, transaction.reportingCategory, transaction.type)
  const { currency } = transaction
  const cash = cashAccount(transaction.balanceType)
  const counterpart = rule.counterpart(transaction.facts, transaction.sourceId)
  const target = 'awaits' in counterpart ? SUSPENSE : counterpart
  const lines = [
    debit(cash.code, transaction.netMinor, currency, cash.subject),
    ...feeLines(transaction, rule.fees, side),
    credit(target.code, transaction.amountMinor, currency, target.subject),
  ]
  const off = imbalance(lines).get(currency) ?? 0n
  const balanced = mergeLines(off === 0n ? lines : [...lines, credit('suspense', off, currency)])
  return {
    entry:
      balanced.length === 0 ? null : { ...entryOf(transaction, side, rule), sourcePart: CASH_PART, lines: balanced },
    awaits: 'awaits' in counterpart && transaction.amountMinor !== 0n ? counterpart.awaits : null,
  }
}

/** Takes an amount out of suspense once the fact it waited for has arrived; null while it has not. */
export function draftLateFact(transaction: PostableTransaction, platformAccount: string): EntryDraft | null {
  const side: Side = transaction.account === platformAccount ? 'platform' : 'seller'
  const rule = ruleFor(side, transaction.reportingCategory, transaction.type)
  const counterpart = rule.counterpart(transaction.facts, transaction.sourceId)
  if ('awaits' in counterpart) return null
  const { amountMinor, currency } = transaction
  return {
    ...entryOf(transaction, side, rule),
    sourcePart: LATE_PART,
    description: `Taken out of suspense: ${rule.says.toLowerCase()} (${transaction.id})`,
    lines: mergeLines([
      debit('suspense', amountMinor, currency),
      credit(counterpart.code, amountMinor, currency, counterpart.subject),
    ]),
  }
}

const SUSPENSE = { code: 'suspense', subject: '' } as const

function entryOf(transaction: PostableTransaction, side: Side, rule: PostingRule) {
  const book: Book = side === 'platform' ? 'platform' : `seller:${transaction.account}`
  return {
    book,
    sourceKind: 'balance_transaction' as const,
    sourceAccount: transaction.account,
    sourceId: transaction.id,
    rule: `${rule.name}@${rule.version}`,
    accountingOn: transaction.accountingOn,
    occurredAt: transaction.occurredAt,
    description: `${rule.says} (${transaction.sourceId === '' ? transaction.reportingCategory : transaction.sourceId})`,
    refs: refsOf(transaction),
  }
}

/** Fees by kind; Stripe's detail is only used when it adds up to the fee. */
function feeLines(transaction: PostableTransaction, ownFees: AccountCode, side: Side): DraftLine[] {
  const { feeDetails, feeMinor, currency } = transaction
  const detailed = feeDetails.reduce((sum, detail) => sum + detail.amountMinor, 0n)
  const isUsable = detailed === feeMinor && feeDetails.every((detail) => detail.currency === currency)
  if (!isUsable) return [debit(ownFees, feeMinor, currency)]
  return feeDetails.map((detail) => debit(feeAccount(detail.type, ownFees, side), detail.amountMinor, currency))
}

function feeAccount(type: string, ownFees: AccountCode, side: Side): AccountCode {
  if (type === 'tax' || type === 'withheld_tax') return 'fee_taxes'
  if (type === 'application_fee' && side === 'seller') return 'platform_fees'
  return ownFees
}

/** The objects behind the entry, by which people find it. */
function refsOf({ id, sourceId, facts }: PostableTransaction): string[] {
  const named: readonly (readonly [kind: string, id: string])[] = [
    ['balance_transaction', id],
    ['charge', facts.chargeId],
    ['invoice', facts.invoiceId],
    ['payment_intent', facts.paymentIntentId],
    ['refund', facts.refundId],
    ['transfer', facts.transferId],
    ['transfer_reversal', sourceId.startsWith('trr_') ? sourceId : ''],
    ['payout', sourceId.startsWith('po_') ? sourceId : ''],
    ['seller', facts.sellerId],
  ]
  const isNamed = sourceId === '' || named.some(([, value]) => value === sourceId)
  const refs = isNamed ? named : [...named, ['source', sourceId] as const]
  return refs.filter(([, value]) => value !== '').map(([kind, value]) => `${kind}:${value}`)
}
