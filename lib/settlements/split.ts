import { type Schedule, scheduleOf } from '#lib/contracts/earned-model.ts'
import { formatBps, type Terms } from '#lib/contracts/model.ts'
import { type DividedSale, divideSale } from '#lib/contracts/sale-model.ts'
import type { Volume } from '#lib/contracts/volume-model.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Collected, SoldLine } from './collected.ts'
import { proportion } from './proportion.ts'
import { traceOf, traceOfTier, whyUnassigned } from './trace.ts'

/** Whose line it is and on what terms; what is not known is null. */
export type Assigned = {
  readonly seller: { readonly id: string; readonly name: string } | null
  readonly terms: Terms | null
  /** Names of everybody the terms speak of. */
  readonly nameOf: (sellerId: string) => string
  /** Where the sale stands in the seller's month; left out or null where no scale asks. */
  readonly volume?: Volume | null
}

/**
 * A part of one sold line, in settlement currency, signed. What is assigned adds up:
 * gross + promotion = seller + seller's fee + commission + tax payable. A sold line becomes its seller's line and one for
 * every tier, whose gross is what the payee gets. An unassigned line has only a gross: it stays buyer funds.
 */
export type SplitLine = {
  readonly lineNo: number
  readonly sourceLineId: string
  readonly description: string
  readonly sellerId: string
  readonly category: string
  readonly lineType: string
  /** What a tier's payee is; empty on the seller's own line. */
  readonly tierLabel: string
  readonly grossMinor: bigint
  readonly taxMinor: bigint
  readonly commissionMinor: bigint
  readonly sellerFeeMinor: bigint
  readonly sellerMinor: bigint
  readonly promotionMinor: bigint
  /** Tax inside the seller's part: a memo, part of `sellerMinor`. */
  readonly sellerTaxMinor: bigint
  /** What a refund does to the commission. */
  readonly onRefund: Terms['commissionOnRefund']
  /** When the commission is earned; left out or null: at payment. */
  readonly earned?: Schedule
  /** A percentage of it follows what the seller sold in the month: it is split anew when that changes. */
  readonly isByVolume?: boolean
  /** Empty while no contract applies: then nothing of the line is assigned. */
  readonly contractVersionId: string
  /** The rules that took commission, in their order, separated by spaces. */
  readonly ruleId: string
  readonly trace: string
}

/** One sold line with its parts, the seller's first. */
export type SplitSale = {
  readonly sold: SoldLine
  readonly divided: DividedSale | null
  readonly lines: readonly SplitLine[]
}

/** Tiers of a line are numbered far above lines, so that a line keeps its number whatever is agreed about others. */
const TIER_STEP = 10_000

/**
 * Splits what was collected between sellers, tiers and platform.
 *
 * Shares are computed in the buyer's currency and then allocated to what reached the balance. The fee is spread over
 * all lines by their gross; a line's part is the seller's when the contract says the seller bears it.
 * Every allocation is by largest remainder, so parts always add up to what they were parts of.
 */
export function splitLines(collected: Collected, on: string, assign: (line: SoldLine) => Assigned): SplitSale[] {
  const { lines, charged, settled, feeMinor } = collected
  const gross = proportion(
    settled.minor,
    lines.map((line) => line.grossMinor),
  )
  const fees = feeParts(feeMinor, gross)
  const toSettled = (minor: bigint) =>
    settled.minor === charged.minor ? minor : divideHalfAway(minor * settled.minor, charged.minor)
  return lines.map((sold, index) =>
    splitSale({
      sold,
      on,
      lineNo: index + 1,
      assigned: assign(sold),
      grossMinor: gross[index] ?? 0n,
      lineFee: fees[index] ?? 0n,
      charged: charged.currency,
      settled: settled.currency,
      toSettled,
    }),
  )
}

type Splitting = {
  readonly sold: SoldLine
  readonly on: string
  readonly lineNo: number
  readonly assigned: Assigned
  readonly grossMinor: bigint
  readonly lineFee: bigint
  readonly charged: string
  readonly settled: string
  readonly toSettled: (minor: bigint) => bigint
}

function splitSale(splitting: Splitting): SplitSale {
  const { sold, on, lineNo, assigned, grossMinor, lineFee, charged, settled, toSettled } = splitting
  const { seller, terms, nameOf, volume = null } = assigned
  const facts = {
    lineNo,
    sourceLineId: sold.id,
    description: sold.description,
    sellerId: seller?.id ?? '',
    category: sold.said.category,
    lineType: sold.said.lineType,
  }
  const divided =
    seller === null || terms === null
      ? null
      : divideSale({ ...sold, ...sold.said, sellerId: seller.id, currency: charged, on, volume }, terms)
  if (seller === null || terms === null || divided === null) {
    const line = { ...facts, ...NOTHING_ASSIGNED, grossMinor, trace: whyUnassigned(sold, assigned) }
    return { sold, divided: null, lines: [line] }
  }
  const promotionMinor = toSettled(divided.promotionMinor)
  const [sellerPart = 0n, commissionMinor = 0n, taxMinor = 0n, ...tierParts] = proportion(grossMinor + promotionMinor, [
    divided.sellerMinor,
    divided.platformMinor,
    divided.taxMinor,
    ...divided.tiers.map(({ minor }) => minor),
  ])
  const sellerFeeMinor = terms.feeBearer === 'seller' ? lineFee : 0n
  const agreed = {
    onRefund: terms.commissionOnRefund,
    isByVolume: volume !== null && divided.taken.some(({ rule }) => rule.scale !== 'none'),
    contractVersionId: terms.contractVersionId,
    ruleId: divided.taken.map(({ rule }) => rule.id).join(' '),
  }
  const traced = {
    sold,
    terms,
    divided,
    charged,
    settled,
    wholeMinor: grossMinor,
    sellerName: seller.name,
    nameOf,
    volume,
  }
  const own: SplitLine = {
    ...facts,
    ...agreed,
    tierLabel: '',
    grossMinor: grossMinor - tierParts.reduce((sum, part) => sum + part, 0n),
    sellerMinor: sellerPart - sellerFeeMinor,
    commissionMinor,
    sellerFeeMinor,
    taxMinor,
    promotionMinor,
    sellerTaxMinor: toSettled(divided.sellerTaxMinor),
    earned: scheduleOf(terms, on),
    trace: '',
  }
  const tiers = divided.tiers.map(({ tier }, index): SplitLine => {
    const minor = tierParts[index] ?? 0n
    return {
      ...facts,
      ...agreed,
      ...NO_AMOUNTS,
      lineNo: lineNo + TIER_STEP * tier.position,
      sellerId: tier.payeeId,
      tierLabel: tier.label,
      grossMinor: minor,
      sellerMinor: minor,
      trace: traceOfTier(traced, tier, minor),
    }
  })
  return { sold, divided, lines: [{ ...own, trace: traceOf(traced, own, tiers) }, ...tiers] }
}

const NO_AMOUNTS = {
  taxMinor: 0n,
  commissionMinor: 0n,
  sellerFeeMinor: 0n,
  sellerMinor: 0n,
  promotionMinor: 0n,
  sellerTaxMinor: 0n,
} as const

const NOTHING_ASSIGNED = {
  ...NO_AMOUNTS,
  tierLabel: '',
  onRefund: 'in_proportion',
  contractVersionId: '',
  ruleId: '',
} as const

/** Credit lines carry no fee: Stripe took it of what was paid. */
function feeParts(feeMinor: bigint, gross: readonly bigint[]): bigint[] {
  const weights = gross.map((minor) => (minor > 0n ? minor : 0n))
  return weights.every((weight) => weight === 0n) ? weights : proportion(feeMinor, weights)
}

/** What the platform said its commission is, compared with the percentages that applied. */
export function commissionDispute(sold: SoldLine, divided: DividedSale, bps: number | null): string | null {
  if (sold.said.commissionBps === '' || divided.taken.some(({ rule }) => rule.scale !== 'none')) return null
  if (bps === null)
    return `The metadata states the commission "${sold.said.commissionBps}", which is no number of basis points.`
  const agreed = divided.taken.reduce((sum, { rule }) => sum + rule.percentBps, 0)
  if (bps === agreed) return null
  return `The metadata of ${sold.id} states ${formatBps(bps)} commission, the contract ${formatBps(agreed)}.`
}
