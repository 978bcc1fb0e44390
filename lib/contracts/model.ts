import { divideHalfAway } from '#lib/money/allocate.ts'

export type FeeBearer = 'platform' | 'seller'
export type CommissionBase = 'gross' | 'net_of_tax'
export type DiscountFunder = 'seller' | 'platform'
/** When commission is earned: when the buyer pays, some days later, or evenly over some days. */
export type Earned = 'at_payment' | 'on_date' | 'over_period'
export type FxBearer = 'platform' | 'seller' | 'shared'
export type RunCycle = 'none' | 'weekly' | 'biweekly' | 'monthly'
export type CommissionOnRefund = 'in_proportion' | 'in_full' | 'kept'

/** One commission rule of a contract version. What is empty or null matches everything. */
export type Rule = {
  readonly id: string
  /** Where it stands in the list; says nothing about what it does. */
  readonly position: number
  /** Lower goes first: which of two equally specific rates wins, and in which order commissions are taken. */
  readonly priority: number
  /** Taken on top of the rate that applies, instead of competing with it. */
  readonly isStacked: boolean
  /** What a percentage is of: the commission base, or what earlier rules left of it. */
  readonly takenOf: 'base' | 'rest'
  /** `sel_…` */
  readonly sellerId: string
  readonly category: string
  readonly lineType: string
  /** First and last accounting day of a promotion, `YYYY-MM-DD`, both included. */
  readonly fromOn: string | null
  readonly untilOn: string | null
  readonly percentBps: number
  /** Added per line. */
  readonly fixedMinor: bigint
  readonly minMinor: bigint | null
  readonly maxMinor: bigint | null
  /** Only the part of the amount above this, and only up to that, counts. */
  readonly overMinor: bigint | null
  readonly uptoMinor: bigint | null
  /** Whether the percentage follows what the seller sold in the month: for what exceeds a step, or for all of the month. */
  readonly scale: 'none' | 'marginal' | 'whole'
  /** Percentages above an amount sold in the month, rising; `percentBps` applies below the first. */
  readonly steps: readonly Step[]
  /** Currency of every amount of the rule; a line in another one does not match. */
  readonly currency: string
}

/** From more than an amount sold in a month on, another percentage. */
export type Step = { readonly overMinor: bigint; readonly percentBps: number }

/** A payee who gets a part of somebody's part: of the platform's, the seller's, or another tier's. */
export type Tier = {
  readonly position: number
  /** The tier whose part it divides; null when it divides the platform's or the seller's. */
  readonly parentPosition: number | null
  readonly of: 'platform' | 'seller'
  /** `sel_…`: an account of its own. */
  readonly payeeId: string
  /** What the payee is, in the contract's words: "Regional lead". */
  readonly label: string
  readonly percentBps: number
  /** What the percentage is of: the part it divides, or the commission base. Never more than the part. */
  readonly percentOf: 'part' | 'sale'
}

/** What was agreed, apart from who with and since when. */
export type Agreement = {
  readonly feeBearer: FeeBearer
  readonly commissionBase: CommissionBase
  readonly isShippingCharged: boolean
  readonly isTipCharged: boolean
  readonly discountFunder: DiscountFunder
  /** Whether commission counts a discount as if it had been paid. */
  readonly isDiscountCharged: boolean
  readonly commissionOnRefund: CommissionOnRefund
  readonly earned: Earned
  /** Days after the buyer paid, or over how many days from that day on; 0 at payment. */
  readonly earnedDays: number
  /** Days from when a bank debit's money is available until a share is due. */
  readonly debitDelayDays: number
  /** Who bears what another rate makes of a refund or dispute. */
  readonly fxBearer: FxBearer
  /** In which cycle its shares are paid by a run. */
  readonly runCycle: RunCycle
  readonly platformLiableForTax: boolean
  readonly feeAlertBps: number
  /** All commissions of a line together, at most this part of the base. */
  readonly maxTotalBps: number
  /** Days after collection until a share is due. */
  readonly holdDays: number
  /** Part of a share held back for `reserveDays` after collection. */
  readonly reserveBps: number
  readonly reserveDays: number
  readonly rules: readonly Rule[]
  readonly tiers: readonly Tier[]
}

/** What applies to one seller on one day. */
export type Terms = Agreement & {
  readonly contractId: string
  readonly contractName: string
  readonly contractVersionId: string
  readonly version: number
  /** True when the seller has no contract of its own and the entity's default applies. */
  readonly isDefault: boolean
}

/** Effective rate in basis points, rounded half away from zero; 0 when nothing was sold. */
export function effectiveBps(commissionMinor: bigint, grossMinor: bigint): bigint {
  return grossMinor <= 0n ? 0n : divideHalfAway(commissionMinor * 10_000n, grossMinor)
}

/** Basis points as people say them: 2000 is "20 %", 1250 is "12.5 %". */
export function formatBps(bps: number | bigint): string {
  const digits = BigInt(bps).toString().padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${digits.slice(0, -2)}${fraction === '' ? '' : `.${fraction}`} %`
}
