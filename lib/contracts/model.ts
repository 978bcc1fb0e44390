import { divideHalfAway, shareBps } from '#lib/money/allocate.ts'
import { formatMoney } from '#lib/money/format.ts'
import { type Money, money } from '#lib/money/money.ts'

export type FeeBearer = 'platform' | 'seller'
export type CommissionBase = 'gross' | 'net_of_tax'

/** One commission rule of a contract version. Empty `category` or `lineType` matches everything. */
export type Rule = {
  readonly id: string
  readonly position: number
  readonly category: string
  readonly lineType: string
  readonly percentBps: number
  readonly fixedMinor: bigint
  readonly minMinor: bigint | null
  readonly maxMinor: bigint | null
  /** Currency of fixed, min and max; empty when the rule states no amounts. */
  readonly currency: string
}

/** What applies to one seller on one day. */
export type Terms = {
  readonly contractId: string
  readonly contractName: string
  readonly contractVersionId: string
  readonly version: number
  /** True when the seller has no contract of its own and the entity's default applies. */
  readonly isDefault: boolean
  readonly feeBearer: FeeBearer
  readonly commissionBase: CommissionBase
  readonly platformLiableForTax: boolean
  readonly feeAlertBps: number
  readonly rules: readonly Rule[]
}

type Sold = { readonly category: string; readonly lineType: string; readonly currency: string }

/**
 * The rule that applies to a line, or null when none matches.
 *
 * The most specific wins: category and line type, then category, then line type, then neither. Among equally specific
 * rules the lower position wins. A rule that states amounts matches only lines in its currency.
 */
export function pickRule(rules: readonly Rule[], line: Sold): Rule | null {
  const matching = rules.filter((rule) => matches(rule, line))
  return (
    matching.toSorted((left, right) => specificity(right) - specificity(left) || left.position - right.position)[0] ??
    null
  )
}

function matches(rule: Rule, line: Sold): boolean {
  if (rule.category !== '' && !isSameWord(rule.category, line.category)) return false
  if (rule.lineType !== '' && !isSameWord(rule.lineType, line.lineType)) return false
  return rule.currency === '' || rule.currency === line.currency
}

const isSameWord = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()
const specificity = (rule: Rule) => (rule.category === '' ? 0 : 2) + (rule.lineType === '' ? 0 : 1)

/**
 * The commission a rule takes of an amount: percent (half away from zero) plus fixed, kept between min and max and
 * never more than the amount itself. A negative amount (a credit line) gives back what the same positive one would cost.
 */
export function commissionOf(rule: Rule, base: Money): Money {
  if (base.minor === 0n) return base
  if (base.minor < 0n) return money(-commissionOf(rule, money(-base.minor, base.currency)).minor, base.currency)
  const wanted = shareBps(base, rule.percentBps).minor + rule.fixedMinor
  const raised = rule.minMinor !== null && wanted < rule.minMinor ? rule.minMinor : wanted
  const capped = rule.maxMinor !== null && raised > rule.maxMinor ? rule.maxMinor : raised
  return money(capped > base.minor ? base.minor : capped, base.currency)
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

/** A rule in words: "20 % plus 0.30 USD, at least 1.00 USD (category ceramics)". */
export function describeRule(rule: Rule): string {
  const amount = (minor: bigint) => formatMoney({ minor, currency: rule.currency })
  const parts = [formatBps(rule.percentBps)]
  if (rule.fixedMinor !== 0n) parts.push(`plus ${amount(rule.fixedMinor)}`)
  const limits = [
    rule.minMinor === null ? '' : `at least ${amount(rule.minMinor)}`,
    rule.maxMinor === null ? '' : `at most ${amount(rule.maxMinor)}`,
  ].filter((limit) => limit !== '')
  const scope = [
    rule.category === '' ? '' : `category ${rule.category}`,
    rule.lineType === '' ? '' : `line type ${rule.lineType}`,
  ].filter((part) => part !== '')
  return `${[parts.join(' '), ...limits].join(', ')} (${scope.length === 0 ? 'every line' : scope.join(', ')})`
}
