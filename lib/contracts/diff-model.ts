import { type Agreement, formatBps, type Rule, type Tier } from './model.ts'
import { describeRule, describeTier } from './words-model.ts'

/** One thing that differs between two versions; empty where a side has nothing. */
export type Difference = { readonly what: string; readonly before: string; readonly after: string }

type Names = (sellerId: string) => string
type Side = { readonly agreement: Agreement; readonly effectiveOn: string }

/** What changes from one version to the next, in words: each condition, rule and tier by itself. */
export function differences(before: Side | null, after: Side, nameOf: Names = (id) => id): Difference[] {
  return [
    ...one('Applies from', before?.effectiveOn ?? '', after.effectiveOn),
    ...conditions(before?.agreement ?? null, after.agreement),
    ...rules(before?.agreement.rules ?? [], after.agreement.rules, nameOf),
    ...tiers(before?.agreement.tiers ?? [], after.agreement.tiers, nameOf),
  ]
}

const one = (what: string, before: string, after: string): Difference[] =>
  before === after ? [] : [{ what, before, after }]

const yes = (value: boolean) => (value ? 'yes' : 'no')

const CONDITIONS: readonly (readonly [string, (agreement: Agreement) => string])[] = [
  ['Who bears Stripe’s fee', ({ feeBearer }) => `the ${feeBearer}`],
  [
    'Commission of',
    ({ commissionBase }) => (commissionBase === 'gross' ? 'the gross amount' : 'the amount without tax'),
  ],
  ['Commission on shipping', ({ isShippingCharged }) => yes(isShippingCharged)],
  ['Commission on tips', ({ isTipCharged }) => yes(isTipCharged)],
  ['Who pays for discounts', ({ discountFunder }) => `the ${discountFunder}`],
  ['Commission counts discounts', ({ isDiscountCharged }) => yes(isDiscountCharged)],
  ['Commission on a refund', ({ commissionOnRefund }) => REFUND_WORDS[commissionOnRefund]],
  ['Commission is earned', earnedWords],
  ['A share paid by bank debit is due after', ({ debitDelayDays }) => `${debitDelayDays} days`],
  ['Differences of rates are borne by', ({ fxBearer }) => FX_WORDS[fxBearer]],
  ['Paid by a run', ({ runCycle }) => CYCLE_WORDS[runCycle]],
  ['The platform owes the tax', ({ platformLiableForTax }) => yes(platformLiableForTax)],
  ['All commissions of a line at most', ({ maxTotalBps }) => formatBps(maxTotalBps)],
  ['A share is due after', ({ holdDays }) => `${holdDays} days`],
  [
    'Held back',
    ({ reserveBps, reserveDays }) =>
      reserveBps === 0 ? 'nothing' : `${formatBps(reserveBps)} for ${reserveDays} days`,
  ],
  ['Pauses above', ({ feeAlertBps }) => formatBps(feeAlertBps)],
]

function earnedWords({ earned, earnedDays }: Agreement): string {
  if (earned === 'at_payment') return 'at payment'
  return earned === 'on_date' ? `${earnedDays} days after payment` : `evenly over ${earnedDays} days from payment on`
}

const FX_WORDS: Readonly<Record<Agreement['fxBearer'], string>> = {
  platform: 'the platform',
  seller: 'the seller',
  shared: 'both, half each',
}

const CYCLE_WORDS: Readonly<Record<Agreement['runCycle'], string>> = {
  none: 'in no cycle',
  weekly: 'every week',
  biweekly: 'every second week',
  monthly: 'every month',
}

const REFUND_WORDS: Readonly<Record<Agreement['commissionOnRefund'], string>> = {
  in_proportion: 'goes back in proportion',
  in_full: 'goes back in full, first',
  kept: 'is kept',
}

function conditions(before: Agreement | null, after: Agreement): Difference[] {
  return CONDITIONS.flatMap(([what, say]) => one(what, before === null ? '' : say(before), say(after)))
}

/** Rules that look at the same things are one rule that changed. */
function rules(before: readonly Rule[], after: readonly Rule[], nameOf: Names): Difference[] {
  const say = (rule: Rule | undefined) =>
    rule === undefined ? '' : `${describeRule(rule, nameOf)}, priority ${rule.priority}`
  return paired(before, after, scopeOf).flatMap(([left, right]) =>
    one(right === undefined ? 'Rule removed' : left === undefined ? 'Rule added' : 'Rule', say(left), say(right)),
  )
}

function tiers(before: readonly Tier[], after: readonly Tier[], nameOf: Names): Difference[] {
  const key = ({ payeeId, label }: Tier) => `${payeeId}\n${label}`
  return paired(before, after, key).flatMap(([left, right]) =>
    one(
      right === undefined ? 'Tier removed' : left === undefined ? 'Tier added' : 'Tier',
      left === undefined ? '' : describeTier(left, before, nameOf),
      right === undefined ? '' : describeTier(right, after, nameOf),
    ),
  )
}

const scopeOf = ({ sellerId, category, lineType, fromOn, untilOn, currency, isStacked, overMinor, uptoMinor }: Rule) =>
  [sellerId, category, lineType, fromOn, untilOn, currency, isStacked, overMinor, uptoMinor].join('\n')

/** Left with right where both have the same key, in the order of the left, then what only the right has. */
function paired<T>(
  left: readonly T[],
  right: readonly T[],
  keyOf: (item: T) => string,
): [T | undefined, T | undefined][] {
  const rest = [...right]
  const pairs = left.map((item): [T | undefined, T | undefined] => {
    const index = rest.findIndex((candidate) => keyOf(candidate) === keyOf(item))
    return [item, index === -1 ? undefined : rest.splice(index, 1)[0]]
  })
  return [...pairs, ...rest.map((item): [undefined, T] => [undefined, item])]
}
