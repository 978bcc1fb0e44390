import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Rule } from './model.ts'
import { rateOf, type Volume } from './volume-model.ts'

/** What a rule looks at. `on` is the accounting day of the sale, `YYYY-MM-DD`. */
export type Sold = {
  readonly sellerId: string
  readonly category: string
  readonly lineType: string
  readonly currency: string
  readonly on: string
}

/**
 * The rules that take commission of a line, in the order they take it: one rate, and whatever is stacked on it.
 *
 * Of the rates that match, the most specific wins: one with dates before one without, then seller, category, line type,
 * currency; of equally specific ones the lower priority. The order in which rules are listed never matters.
 */
export function rulesThatApply(rules: readonly Rule[], line: Sold): Rule[] {
  const matching = rules.filter((rule) => matches(rule, line))
  const [rate] = matching
    .filter(({ isStacked }) => !isStacked)
    .toSorted((left, right) => specificity(right) - specificity(left) || compare(left, right))
  const stacked = matching.filter(({ isStacked }) => isStacked)
  return [...(rate === undefined ? [] : [rate]), ...stacked].toSorted(compare)
}

function matches(rule: Rule, line: Sold): boolean {
  if (rule.sellerId !== '' && rule.sellerId !== line.sellerId) return false
  if (rule.category !== '' && !isSameWord(rule.category, line.category)) return false
  if (rule.lineType !== '' && !isSameWord(rule.lineType, line.lineType)) return false
  if (rule.fromOn !== null && line.on < rule.fromOn) return false
  if (rule.untilOn !== null && line.on > rule.untilOn) return false
  return rule.currency === '' || rule.currency === line.currency
}

const isSameWord = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()

function specificity(rule: Rule): number {
  const isDated = rule.fromOn !== null || rule.untilOn !== null
  const said = [rule.currency !== '', rule.lineType !== '', rule.category !== '', rule.sellerId !== '', isDated]
  return said.reduce((sum, isSaid, index) => sum + (isSaid ? 2 ** index : 0), 0)
}

/** By priority; where two share one, by what they say, so that the list's order has no part in it. */
function compare(left: Rule, right: Rule): number {
  return left.priority - right.priority || (contentOf(left) < contentOf(right) ? -1 : 1)
}

function contentOf({ id: _id, position: _position, ...rule }: Rule): string {
  return JSON.stringify(Object.entries(rule).toSorted(), (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

/** One rule's commission of one line. */
export type Taken = { readonly rule: Rule; readonly ofMinor: bigint; readonly minor: bigint }

/**
 * What the rules take of a base, one after the other: percent (half away from zero) plus fixed, each between its minimum
 * and maximum; together never more than `maxTotalBps` of the base nor than the base itself. A negative base (a credit
 * line) gives back what the same positive one would cost.
 */
export function commissionsOf(
  rules: readonly Rule[],
  baseMinor: bigint,
  maxTotalBps = 10_000,
  volume: Volume | null = null,
): Taken[] {
  if (baseMinor < 0n) {
    const mirrored = commissionsOf(rules, -baseMinor, maxTotalBps, volume)
    return mirrored.map(({ rule, ofMinor, minor }) => ({ rule, ofMinor: -ofMinor, minor: -minor }))
  }
  let left = divideHalfAway(baseMinor * BigInt(maxTotalBps), 10_000n)
  let rest = baseMinor
  return rules.map((rule) => {
    const ofMinor = bandOf(rule, rule.takenOf === 'rest' ? rest : baseMinor)
    const wanted = baseMinor === 0n ? 0n : wantedBy(rule, ofMinor, volume)
    const minor = wanted > left ? left : wanted
    left -= minor
    rest -= minor
    return { rule, ofMinor, minor }
  })
}

function wantedBy(rule: Rule, ofMinor: bigint, volume: Volume | null): bigint {
  const isBanded = rule.overMinor !== null || rule.uptoMinor !== null
  if (isBanded && ofMinor === 0n) return 0n
  const { bps, of } = rateOf(rule, volume)
  const wanted = divideHalfAway(ofMinor * bps, 10_000n * of) + rule.fixedMinor
  const raised = rule.minMinor !== null && wanted < rule.minMinor ? rule.minMinor : wanted
  return rule.maxMinor !== null && raised > rule.maxMinor ? rule.maxMinor : raised
}

/** The part of an amount that lies in the rule's band. */
function bandOf({ overMinor, uptoMinor }: Rule, minor: bigint): bigint {
  const upper = uptoMinor !== null && minor > uptoMinor ? uptoMinor : minor
  const part = upper - (overMinor ?? 0n)
  return part > 0n ? part : 0n
}
