import { formatMoney } from '#lib/money/format.ts'
import type { Money } from '#lib/money/money.ts'
import { isConfiguration, KIND_WORDS } from './model.ts'
import type { PolicyRules } from './policy-rules.ts'
import type { ProposalKind } from './schema.ts'

/** What a seller got before, as the policy looks at it. */
export type SellerHistory = {
  readonly isFirstPayout: boolean
  readonly lastPaidAt: Date | null
  readonly bankChangedAt: Date | null
  /** Another seller has the same bank account. */
  readonly isBankShared: boolean
  /** The median of the last transfers in the proposal's currency, and of how many; null when there were none. */
  readonly usual: { readonly minor: bigint; readonly count: number } | null
}

/** What went out by itself before this one, in minor units of the functional currency. */
export type GoneOut = {
  readonly sellerDay: bigint
  readonly sellerWeek: bigint
  readonly entityDay: bigint
  readonly run: bigint
}

/** What a person let a seller have without a further look. Minor units of the proposal's currency. */
export type StandingRelease = { readonly id: string; readonly leftMinor: bigint }

export type PolicyFacts = {
  readonly kind: ProposalKind
  readonly amount: Money
  /** In functional currency at a stored rate; null when no rate is known. */
  readonly functional: Money | null
  readonly sellerSince: Date
  /** Null when nothing was looked up: then no condition about it bites. */
  readonly history: SellerHistory | null
  readonly goneOut: GoneOut
  readonly release: StandingRelease | null
  /** Automatic execution was released for the entity. */
  readonly isAutomaticReleased: boolean
  readonly hasFailedCheck: boolean
  /** What whoever proposed it knew it needs at least; the policy may ask for more. */
  readonly atLeast: { readonly approvals: number; readonly reason: string }
  readonly at: Date
}

export type PolicyReason = { readonly rule: string; readonly sentence: string }
export type PolicyVerdict = {
  readonly decision: 'blocked' | 'needs_approval' | 'automatic'
  readonly approvalsNeeded: number
  readonly reasons: readonly PolicyReason[]
}

const DAY_MS = 86_400_000

/** What the policy says about a proposal, and which rules said it. Every rule that bites is named. */
export function decide(rules: PolicyRules, currency: string, facts: PolicyFacts): PolicyVerdict {
  const limits = limitsOf(rules, currency, facts)
  const aboutSeller = isConfiguration(facts.kind) ? [] : [...reviewReasons(rules, currency, facts)]
  const left = releasable(facts, aboutSeller)
  const reasons = isConfiguration(facts.kind) ? [...configurationReasons(facts)] : [...standingReasons(facts), ...left]
  if (facts.atLeast.approvals > 0 && facts.atLeast.reason !== '') {
    reasons.push({ rule: 'stated', sentence: facts.atLeast.reason })
  }
  const isLarge = limits.value !== null && limits.value.minor > limits.twoPerson.minor
  if (isLarge) {
    const sentence = `It is over ${formatMoney(limits.twoPerson)}, so two people must approve it.`
    reasons.push({ rule: 'two_people', sentence })
  }
  if (reasons.length === 0) {
    return { decision: 'automatic', approvalsNeeded: 0, reasons: [whyAutomatic(limits, facts, aboutSeller.length > 0)] }
  }
  return { decision: 'needs_approval', approvalsNeeded: Math.max(isLarge ? 2 : 1, facts.atLeast.approvals), reasons }
}

/** The standing release a verdict rests on; empty when it rests on none. */
export const releaseUsed = ({ reasons }: PolicyVerdict, { release }: PolicyFacts): string =>
  release !== null && reasons[0]?.rule === 'seller_release' ? release.id : ''

type Limits = { readonly value: Money | null; readonly review: Money; readonly twoPerson: Money }

/** Limits in the currency itself where the policy states them, else in functional currency. */
function limitsOf(rules: PolicyRules, currency: string, { amount, functional }: PolicyFacts): Limits {
  const own = rules.currencyLimits.find((limit) => limit.currency === amount.currency)
  const of = (minor: string, in_: string): Money => ({ minor: BigInt(minor), currency: in_ })
  return own === undefined
    ? {
        value: functional,
        review: of(rules.reviewAboveMinor, currency),
        twoPerson: of(rules.twoPersonAboveMinor, currency),
      }
    : {
        value: amount,
        review: of(own.reviewAboveMinor, own.currency),
        twoPerson: of(own.twoPersonAboveMinor, own.currency),
      }
}

function whyAutomatic({ review }: Limits, { release }: PolicyFacts, isLifted: boolean): PolicyReason {
  return release === null || !isLifted
    ? { rule: 'automatic', sentence: `Not over ${formatMoney(review)}, and to an established seller.` }
    : { rule: 'seller_release', sentence: 'A person released this seller up to a cap, and this is within it.' }
}

/** Configuration never passes by itself, whatever it is about. */
function* configurationReasons(facts: PolicyFacts): Generator<PolicyReason> {
  yield {
    rule: 'configuration',
    sentence: `${KIND_WORDS[facts.kind]}: what decides about money always needs a person.`,
  }
  if (facts.hasFailedCheck) yield FAILED_CHECK
}

const FAILED_CHECK: PolicyReason = { rule: 'failed_check', sentence: 'A check did not pass.' }

const ALWAYS_A_PERSON: Readonly<Partial<Record<ProposalKind, PolicyReason>>> = {
  'transfer.reverse': { rule: 'reversal', sentence: 'Taking money back from a seller always needs a person.' },
  'refund.create': { rule: 'refund', sentence: 'Giving a buyer money back always needs a person.' },
  'dispute.counter': { rule: 'dispute', sentence: 'A bank takes one answer, for good: it always needs a person.' },
  'dispute.accept': { rule: 'dispute', sentence: 'Giving a dispute up cannot be undone: it always needs a person.' },
}

/** What no standing release lifts. */
function* standingReasons({ hasFailedCheck, kind, isAutomaticReleased }: PolicyFacts): Generator<PolicyReason> {
  if (hasFailedCheck) yield FAILED_CHECK
  const standing = ALWAYS_A_PERSON[kind]
  if (standing !== undefined) yield standing
  if (!isAutomaticReleased) {
    yield { rule: 'not_released', sentence: 'Automatic execution has not been released for this entity.' }
  }
}

/** Within the cap of a standing release, what a person would look at about the seller has been looked at. */
function releasable({ release, amount }: PolicyFacts, reasons: readonly PolicyReason[]): readonly PolicyReason[] {
  if (release === null || release.leftMinor < amount.minor) return reasons
  return reasons.filter(({ rule }) => NOT_LIFTED.has(rule))
}

/** Bank details that changed after the review, and the cap on everything together, are not what was released. */
const NOT_LIFTED: ReadonlySet<string> = new Set(['bank_changed', 'bank_shared', 'entity_day', 'run'])

function* reviewReasons(rules: PolicyRules, currency: string, facts: PolicyFacts): Generator<PolicyReason> {
  const { value, review } = limitsOf(rules, currency, facts)
  if (value === null) {
    yield { rule: 'no_rate', sentence: `There is no stored rate into ${currency}, so the limit cannot be checked.` }
  } else if (value.minor > review.minor) {
    yield { rule: 'amount', sentence: `${formatMoney(value)} is over the limit of ${formatMoney(review)}.` }
  }
  yield* cumulativeReasons(rules, currency, facts)
  const days = Math.floor((facts.at.getTime() - facts.sellerSince.getTime()) / DAY_MS)
  if (days < rules.newSellerDays) {
    yield {
      rule: 'new_seller',
      sentence: `The seller is ${Math.max(0, days)} days old; below ${rules.newSellerDays} a person looks.`,
    }
  }
  if (facts.history !== null && facts.kind === 'transfer.create') yield* historyReasons(rules, facts, facts.history)
}

/** Together with what went out by itself before it, it would pass a limit. */
function* cumulativeReasons(rules: PolicyRules, currency: string, facts: PolicyFacts): Generator<PolicyReason> {
  if (facts.functional === null || facts.kind !== 'transfer.create') return
  const { goneOut, functional } = facts
  const limits = [
    ['seller_day', rules.sellerDayMinor, goneOut.sellerDay, 'to this seller by itself within a day'],
    ['seller_week', rules.sellerWeekMinor, goneOut.sellerWeek, 'to this seller by itself within 7 days'],
    ['entity_day', rules.entityDayMinor, goneOut.entityDay, 'to all sellers by itself within a day'],
    ['run', rules.runMinor, goneOut.run, 'by itself within one run'],
  ] as const
  for (const [rule, limit, before, words] of limits) {
    const total = before + functional.minor
    if (limit === null || total <= BigInt(limit)) continue
    // Alone, it is the limit on one amount that speaks.
    if (before === 0n && facts.functional.minor > BigInt(rules.reviewAboveMinor)) continue
    const [shown, allowed] = [total, BigInt(limit)].map((minor) => formatMoney({ minor, currency }))
    yield { rule, sentence: `With it, ${shown} would go ${words}; the limit is ${allowed}.` }
  }
}

function* historyReasons(rules: PolicyRules, facts: PolicyFacts, history: SellerHistory): Generator<PolicyReason> {
  const daysSince = (then: Date) => Math.floor((facts.at.getTime() - then.getTime()) / DAY_MS)
  if (rules.reviewsFirstPayout && history.isFirstPayout) {
    yield { rule: 'first_payout', sentence: 'It is the first money this seller gets.' }
  }
  if (history.bankChangedAt !== null && daysSince(history.bankChangedAt) < rules.bankChangeDays) {
    const days = daysSince(history.bankChangedAt)
    yield {
      rule: 'bank_changed',
      sentence: `The seller’s bank details changed ${days} days ago; below ${rules.bankChangeDays} a person looks.`,
    }
  }
  if (history.isBankShared && rules.bankChangeDays > 0) {
    yield { rule: 'bank_shared', sentence: 'Another seller has the same bank account.' }
  }
  if (rules.dormantDays > 0 && history.lastPaidAt !== null && daysSince(history.lastPaidAt) > rules.dormantDays) {
    const days = daysSince(history.lastPaidAt)
    yield {
      rule: 'dormant',
      sentence: `The seller got nothing for ${days} days; above ${rules.dormantDays} a person looks.`,
    }
  }
  const { usual } = history
  if (rules.unusualTimes === 0 || usual === null || usual.count < rules.unusualSampleMin) return
  if (facts.amount.minor <= usual.minor * BigInt(rules.unusualTimes)) return
  const shown = formatMoney({ minor: usual.minor, currency: facts.amount.currency })
  yield {
    rule: 'unusual',
    sentence: `It is more than ${rules.unusualTimes} times the seller’s usual ${shown} (the median of ${usual.count}).`,
  }
}
