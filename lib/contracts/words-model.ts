import { formatMoney } from '#lib/money/format.ts'
import { type Agreement, formatBps, type Rule, type Tier } from './model.ts'

type Names = (sellerId: string) => string

/** A rule in words: "20 % plus 0.30 USD, at least 1.00 USD (category ceramics)". */
export function describeRule(rule: Rule, nameOf: Names = (id) => id): string {
  const amount = (minor: bigint) => formatMoney({ minor, currency: rule.currency })
  const parts = [
    `${rule.isStacked ? 'also ' : ''}${formatBps(rule.percentBps)}${rule.takenOf === 'rest' ? ' of what is left' : ''}`,
  ]
  if (rule.fixedMinor !== 0n) parts.push(`plus ${amount(rule.fixedMinor)}`)
  if (rule.scale !== 'none') parts.push(`(${scaleWords(rule, amount)})`)
  const limits = [
    bandWords(rule, amount),
    rule.minMinor === null ? '' : `at least ${amount(rule.minMinor)}`,
    rule.maxMinor === null ? '' : `at most ${amount(rule.maxMinor)}`,
  ].filter((limit) => limit !== '')
  const scope = [
    rule.category === '' ? '' : `category ${rule.category}`,
    rule.lineType === '' ? '' : `line type ${rule.lineType}`,
    rule.sellerId === '' ? '' : `seller ${nameOf(rule.sellerId)}`,
    rule.currency === '' || hasAmounts(rule) ? '' : `sales in ${rule.currency}`,
    datesOf(rule),
  ].filter((part) => part !== '')
  return `${[parts.join(' '), ...limits].join(', ')} (${scope.length === 0 ? 'every line' : scope.join(', ')})`
}

function scaleWords({ scale, steps }: Rule, amount: (minor: bigint) => string): string {
  const each = steps.map(({ overMinor, percentBps }) =>
    scale === 'whole'
      ? `${formatBps(percentBps)} of a month above ${amount(overMinor)}`
      : `${formatBps(percentBps)} of what exceeds ${amount(overMinor)} in a month`,
  )
  return each.join(', ')
}

const hasAmounts = ({ fixedMinor, minMinor, maxMinor, overMinor, uptoMinor, steps }: Rule) =>
  steps.length > 0 || fixedMinor !== 0n || [minMinor, maxMinor, overMinor, uptoMinor].some((minor) => minor !== null)

function bandWords({ overMinor, uptoMinor }: Rule, amount: (minor: bigint) => string): string {
  if (overMinor === null && uptoMinor === null) return ''
  if (overMinor === null) return `of the first ${amount(uptoMinor ?? 0n)}`
  return uptoMinor === null
    ? `of what exceeds ${amount(overMinor)}`
    : `of what lies between ${amount(overMinor)} and ${amount(uptoMinor)}`
}

function datesOf({ fromOn, untilOn }: Rule): string {
  if (fromOn === null && untilOn === null) return ''
  if (fromOn === null) return `until ${untilOn}`
  return untilOn === null ? `from ${fromOn}` : `from ${fromOn} to ${untilOn}`
}

/** A tier in words: "Regional lead Ada: 25 % of the platform's part". */
export function describeTier(tier: Tier, tiers: readonly Tier[], nameOf: Names = (id) => id): string {
  const parent = tiers.find(({ position }) => position === tier.parentPosition)
  const owner =
    parent === undefined
      ? tier.of === 'platform'
        ? 'the platform’s part'
        : 'the seller’s part'
      : `what ${parent.label} gets`
  const share =
    tier.percentOf === 'sale'
      ? `${formatBps(tier.percentBps)} of the sale, out of ${owner}`
      : `${formatBps(tier.percentBps)} of ${owner}`
  return `${tier.label} ${nameOf(tier.payeeId)}: ${share}`
}

/** Everything else that was agreed, a sentence each, in a fixed order. */
export function describeConditions(agreement: Agreement): string[] {
  const { commissionBase, isShippingCharged, isTipCharged, discountFunder, isDiscountCharged } = agreement
  const free = [isShippingCharged ? '' : 'shipping', isTipCharged ? '' : 'tips'].filter((word) => word !== '')
  return [
    `${agreement.feeBearer === 'seller' ? 'The seller' : 'The platform'} bears Stripe’s fee`,
    `Commission of the ${commissionBase === 'net_of_tax' ? 'amount without tax' : 'gross amount'}`,
    free.length === 0 ? '' : `No commission on ${free.join(' and ')}`,
    discountFunder === 'platform' ? 'The platform pays for discounts' : '',
    discountFunder === 'seller' && isDiscountCharged ? 'Commission counts discounts as if they had been paid' : '',
    REFUND_WORDS[agreement.commissionOnRefund],
    earnedWords(agreement),
    agreement.debitDelayDays > 0
      ? `A share paid by bank debit is due ${agreement.debitDelayDays} days after its money is available`
      : '',
    FX_WORDS[agreement.fxBearer],
    CYCLE_WORDS[agreement.runCycle],
    agreement.platformLiableForTax ? 'The platform owes the tax' : '',
    agreement.maxTotalBps < 10_000 ? `All commissions of a line are at most ${formatBps(agreement.maxTotalBps)}` : '',
    agreement.holdDays > 0 ? `A share is due ${agreement.holdDays} days after payment` : '',
    agreement.reserveBps > 0 && agreement.reserveDays > 0
      ? `${formatBps(agreement.reserveBps)} of a share is held back for ${agreement.reserveDays} days`
      : '',
    `Pauses above ${formatBps(agreement.feeAlertBps)} effective commission`,
  ].filter((sentence) => sentence !== '')
}

/** When commission is earned; empty when the buyer's payment earns it. */
function earnedWords({ earned, earnedDays }: Agreement): string {
  if (earned === 'at_payment') return ''
  return earned === 'on_date'
    ? `Commission is earned ${earnedDays} days after payment`
    : `Commission is earned evenly over ${earnedDays} days from payment on`
}

const FX_WORDS: Readonly<Record<Agreement['fxBearer'], string>> = {
  platform: '',
  seller: 'The seller bears differences of rates on refunds and disputes',
  shared: 'Seller and platform share differences of rates on refunds and disputes',
}

const CYCLE_WORDS: Readonly<Record<Agreement['runCycle'], string>> = {
  none: '',
  weekly: 'Its shares fall into a run every week',
  biweekly: 'Its shares fall into a run every second week',
  monthly: 'Its shares fall into a run every month',
}

const REFUND_WORDS: Readonly<Record<Agreement['commissionOnRefund'], string>> = {
  in_proportion: 'A refund gives commission back in proportion',
  in_full: 'Any refund gives the whole commission back first',
  kept: 'The platform keeps its commission when the buyer is refunded',
}
