import { commissionOf, describeRule, formatBps, type Rule, type Terms } from '#lib/contracts/model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Collected, SoldLine } from './collected.ts'
import { proportion } from './proportion.ts'

/** Whose line it is and on what terms; what is not known is null. */
export type Assigned = {
  readonly seller: { readonly id: string; readonly name: string } | null
  readonly terms: Terms | null
  readonly rule: Rule | null
}

/**
 * One line split, in settlement currency, signed. What is assigned adds up:
 * gross = seller + seller's fee + commission + tax payable. An unassigned line has only a gross: it stays buyer funds.
 */
export type SplitLine = {
  readonly lineNo: number
  readonly sourceLineId: string
  readonly description: string
  readonly sellerId: string
  readonly category: string
  readonly lineType: string
  readonly grossMinor: bigint
  readonly taxMinor: bigint
  readonly commissionMinor: bigint
  readonly sellerFeeMinor: bigint
  readonly sellerMinor: bigint
  /** Empty while no contract applies: then nothing of the line is assigned. */
  readonly contractVersionId: string
  readonly ruleId: string
  readonly trace: string
}

/**
 * Splits what was collected between sellers and platform.
 *
 * Shares are computed in the buyer's currency and then allocated to what reached the balance. The fee is spread over
 * all lines by their gross; a line's part is the seller's when the contract says the seller bears it.
 * Every allocation is by largest remainder, so parts always add up to what they were parts of.
 */
export function splitLines(collected: Collected, assign: (line: SoldLine) => Assigned): SplitLine[] {
  const { lines, charged, settled, feeMinor } = collected
  const settledGross = proportion(
    settled.minor,
    lines.map((line) => line.grossMinor),
  )
  const fees = feeParts(feeMinor, settledGross)
  return lines.map((line, index) => {
    const assigned = assign(line)
    const grossMinor = settledGross[index] ?? 0n
    const lineFee = fees[index] ?? 0n
    return splitLine({
      line,
      lineNo: index + 1,
      assigned,
      grossMinor,
      lineFee,
      charged: charged.currency,
      settled: settled.currency,
    })
  })
}

type Splitting = {
  readonly line: SoldLine
  readonly lineNo: number
  readonly assigned: Assigned
  readonly grossMinor: bigint
  readonly lineFee: bigint
  readonly charged: string
  readonly settled: string
}

function splitLine({ line, lineNo, assigned, grossMinor, lineFee, charged, settled }: Splitting): SplitLine {
  const { seller, terms, rule } = assigned
  const facts = {
    lineNo,
    sourceLineId: line.id,
    description: line.description,
    sellerId: seller?.id ?? '',
    category: line.said.category,
    lineType: line.said.lineType,
    grossMinor,
  }
  if (seller === null || terms === null || rule === null) {
    return { ...facts, ...NOTHING_ASSIGNED, trace: whyUnassigned(line, assigned) }
  }
  const tax = terms.platformLiableForTax ? line.taxMinor : 0n
  const base = terms.commissionBase === 'net_of_tax' ? line.grossMinor - line.taxMinor : line.grossMinor
  const commission = closerToZero(commissionOf(rule, money(base, charged)).minor, line.grossMinor - tax)
  const weights = [line.grossMinor - tax - commission, commission, tax]
  const [share = 0n, commissionMinor = 0n, taxMinor = 0n] = proportion(grossMinor, weights)
  const sellerFeeMinor = terms.feeBearer === 'seller' ? lineFee : 0n
  const split = { sellerMinor: share - sellerFeeMinor, commissionMinor, sellerFeeMinor, taxMinor }
  return {
    ...facts,
    ...split,
    contractVersionId: terms.contractVersionId,
    ruleId: rule.id,
    trace: traceOf({
      line,
      terms,
      rule,
      base,
      commission,
      charged,
      settled,
      grossMinor,
      sellerName: seller.name,
      ...split,
    }),
  }
}

const NOTHING_ASSIGNED = {
  taxMinor: 0n,
  commissionMinor: 0n,
  sellerFeeMinor: 0n,
  sellerMinor: 0n,
  contractVersionId: '',
  ruleId: '',
} as const

/** Credit lines carry no fee: Stripe took it of what was paid. */
function feeParts(feeMinor: bigint, gross: readonly bigint[]): bigint[] {
  const weights = gross.map((minor) => (minor > 0n ? minor : 0n))
  return weights.every((weight) => weight === 0n) ? weights : proportion(feeMinor, weights)
}

/** Commission never eats into the tax: of two amounts of one sign, the smaller. */
function closerToZero(left: bigint, right: bigint): bigint {
  const size = (minor: bigint) => (minor < 0n ? -minor : minor)
  return size(left) <= size(right) ? left : right
}

function whyUnassigned(line: SoldLine, { seller, terms }: Assigned): string {
  if (line.said.seller === '')
    return 'No seller is named on the line, the invoice or the payment. It stays with buyer funds.'
  if (seller === null) return `The seller ${line.said.seller} is not known. It stays with buyer funds.`
  if (terms === null) return `No contract of ${seller.name} applied on that day. It stays with buyer funds.`
  return `No rule of ${terms.contractName}, version ${terms.version}, matches the line. It stays with buyer funds.`
}

type Traced = Pick<SplitLine, 'sellerMinor' | 'commissionMinor' | 'sellerFeeMinor' | 'taxMinor' | 'grossMinor'> & {
  readonly line: SoldLine
  readonly terms: Terms
  readonly rule: Rule
  readonly base: bigint
  readonly commission: bigint
  readonly charged: string
  readonly settled: string
  readonly sellerName: string
}

function traceOf(split: Traced): string {
  const { line, terms, rule, charged, settled } = split
  const paid = (minor: bigint) => formatMoney({ minor, currency: charged })
  const owed = (minor: bigint) => formatMoney({ minor, currency: settled })
  const contract = `${terms.contractName}${terms.isDefault ? ' (default)' : ''}, version ${terms.version}`
  const sentences = [
    `${contract}, rule ${rule.position}: ${describeRule(rule)}.`,
    split.base === line.grossMinor
      ? `Commission of ${paid(line.grossMinor)} is ${paid(split.commission)}.`
      : `Commission of ${paid(split.base)} (${paid(line.grossMinor)} less tax) is ${paid(split.commission)}.`,
  ]
  if (charged !== settled) sentences.push(`${paid(line.grossMinor)} reached the balance as ${owed(split.grossMinor)}.`)
  if (split.taxMinor !== 0n) sentences.push(`The platform owes ${owed(split.taxMinor)} tax.`)
  if (split.sellerFeeMinor !== 0n) sentences.push(`The seller bears ${owed(split.sellerFeeMinor)} of Stripe's fee.`)
  sentences.push(`${split.sellerName} keeps ${owed(split.sellerMinor)}, the platform ${owed(split.commissionMinor)}.`)
  return sentences.join(' ')
}

/** What the platform said its commission is, compared with the rule that applied. */
export function commissionDispute(line: SoldLine, rule: Rule, bps: number | null): string | null {
  if (line.said.commissionBps === '') return null
  if (bps === null)
    return `The metadata states the commission "${line.said.commissionBps}", which is no number of basis points.`
  if (bps === rule.percentBps) return null
  return `The metadata of ${line.id} states ${formatBps(bps)} commission, the contract ${formatBps(rule.percentBps)}.`
}
