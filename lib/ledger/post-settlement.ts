import type { Sql } from '#lib/platform/db.ts'
import { type DraftLine, type EntryDraft, mergeLines } from './entry.ts'
import { type PostedEntry, postEntries } from './post.ts'
import { layInBasket } from './posting-basket.ts'

/** One line of a settlement version as the ledger sees it. Signed minor units: refunds are negative. */
export type SettlementPosting = {
  /** collected and correction move buyer funds; refund moves refund clearing. */
  readonly kind: 'collected' | 'refund' | 'correction'
  /** `sel_…`; empty when the line names no seller. */
  readonly sellerId: string
  readonly grossMinor: bigint
  /** What is owed to the seller, after commission, tax and the fee the seller bears. */
  readonly sellerMinor: bigint
  readonly commissionMinor: bigint
  /** What of the commission is not earned yet. */
  readonly deferredMinor?: bigint
  /** Stripe's fee that the seller bears. */
  readonly sellerFeeMinor: bigint
  /** Discount the platform pays for: owed to the seller although no buyer paid it. */
  readonly promotionMinor?: bigint
  /** Tax the platform is liable for; zero where it is the seller's. */
  readonly taxPayableMinor: bigint
  /** Where the gross comes from, when it is not what `kind` says: a lost dispute, or a direct charge's fee. */
  readonly source?: 'buyer_funds' | 'refund_clearing' | 'disputed_funds' | 'application_fee_clearing'
  /** Application fee that Stripe took out of what it had transferred to the seller: clearing against payable. */
  readonly applicationFeeMinor?: bigint
  /** Gained (positive) or lost by another rate: out of the source. */
  readonly fxMinor?: bigint
  /** What of that the seller bears: the rest is the platform's gain or loss. */
  readonly sellerFxMinor?: bigint
}

export type SettlementVersion = {
  readonly settlementId: string
  readonly version: number
  /** The entity's own Stripe account. */
  readonly account: string
  readonly currency: string
  readonly occurredAt: Date
  readonly accountingOn: string
  /** `kind:id` of charge, invoice, order, refunds: how people find the entry. The settlement and sellers are added. */
  readonly refs?: readonly string[]
  readonly lines: readonly SettlementPosting[]
}

const RULE = 'settlement@4'

/**
 * Turns a settlement version into its entry: buyer funds (or refund clearing) against what each seller is owed,
 * commission (deferred while it is not earned), recovered fees and tax; discounts the platform pays for are its promotions. What names no seller and belongs to nobody else stays buyer funds.
 * Throws when a seller's line does not add up to its gross: that is a fault of the split, never a rounding.
 */
export function draftSettlement(settlement: SettlementVersion): EntryDraft | null {
  const merged = mergeLines(settlement.lines.flatMap((line) => settlementLines(line, settlement)))
  const lines = [...merged, ...fxLegs(settlement)]
  if (lines.length === 0) return null
  const sellers = [...new Set(settlement.lines.map(({ sellerId }) => sellerId))].filter((id) => id !== '')
  const refs = [
    `settlement:${settlement.settlementId}`,
    ...(settlement.refs ?? []),
    ...sellers.map((id) => `seller:${id}`),
  ]
  return {
    book: 'platform',
    sourceKind: 'settlement',
    sourceAccount: settlement.account,
    sourceId: settlement.settlementId,
    sourcePart: settlement.version.toString(),
    rule: RULE,
    accountingOn: settlement.accountingOn,
    occurredAt: settlement.occurredAt,
    description: `Split between sellers and platform (${settlement.settlementId}, version ${settlement.version})`,
    refs: [...new Set(refs)],
    lines,
  }
}

/**
 * Posts a settlement version in the transaction that writes it. Null when it splits nothing, or when the transaction gathers
 * its postings for its end. Idempotent per version.
 */
export async function postSettlementVersion(
  tx: Sql,
  settlement: SettlementVersion,
  at: Date,
): Promise<PostedEntry | null> {
  const draft = draftSettlement(settlement)
  if (draft === null || layInBasket(tx, draft)) return null
  const [posted] = await postEntries(tx, [draft], at)
  return posted ?? null
}

/**
 * A difference of rates goes through FX clearing in two legs, each of which balances: out of the account that the conversion cost more
 * or less, and to whoever bears it.
 */
function fxLegs({ lines, currency }: SettlementVersion): DraftLine[] {
  const minor = lines.reduce((sum, { fxMinor = 0n }) => sum + fxMinor, 0n)
  if (minor === 0n) return []
  const leg = (amountMinor: bigint): DraftLine => ({ code: 'fx_clearing', subject: '', currency, amountMinor })
  return [leg(-minor), leg(minor)]
}

function settlementLines(line: SettlementPosting, { currency, settlementId }: SettlementVersion): DraftLine[] {
  const {
    kind,
    sellerId,
    grossMinor,
    sellerMinor,
    commissionMinor,
    sellerFeeMinor,
    taxPayableMinor,
    promotionMinor = 0n,
    deferredMinor = 0n,
    applicationFeeMinor = 0n,
    fxMinor = 0n,
    sellerFxMinor = 0n,
  } = line
  const unallocated = grossMinor + promotionMinor - sellerMinor - commissionMinor - sellerFeeMinor - taxPayableMinor
  if (sellerId === '' ? sellerMinor !== 0n : unallocated !== 0n) {
    throw new Error(`a line of ${settlementId} does not add up: ${unallocated} ${currency} belong to nobody`)
  }
  const source = line.source ?? (kind === 'refund' ? 'refund_clearing' : 'buyer_funds')
  // What belongs to nobody goes back to where it waits: the buyer's money, or a fee that is not settled.
  const rest = source === 'application_fee_clearing' ? source : 'buyer_funds'
  const part = (code: DraftLine['code'], minor: bigint, subject = ''): DraftLine => ({
    code,
    subject,
    currency,
    amountMinor: -minor,
  })
  return [
    { code: source, subject: '', currency, amountMinor: grossMinor + fxMinor },
    { code: 'promotions', subject: '', currency, amountMinor: promotionMinor },
    part(rest, unallocated),
    part('fx_gain_loss', fxMinor - sellerFxMinor),
    { code: 'application_fee_clearing', subject: '', currency, amountMinor: applicationFeeMinor },
    part('seller_payable', sellerMinor + applicationFeeMinor + sellerFxMinor, sellerId),
    part('commission', commissionMinor - deferredMinor),
    part('deferred_commission', deferredMinor),
    part('fee_recovery', sellerFeeMinor),
    part('tax_payable', taxPayableMinor),
  ]
}
