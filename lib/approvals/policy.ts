import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import type { Money } from '#lib/money/money.ts'
import { isConfiguration, KIND_WORDS } from './model.ts'
import type { ProposalKind } from './schema.ts'

/** The rules of one policy version. Amounts are minor units of the entity's functional currency. */
export const policyRules = z.object({
  reviewAboveMinor: z.string().regex(/^\d+$/),
  twoPersonAboveMinor: z.string().regex(/^\d+$/),
  newSellerDays: z.number().int().min(0),
  expiryHours: z.number().int().min(1),
})
export type PolicyRules = z.infer<typeof policyRules>

/** Transfers over 5,000.00, or to sellers younger than 30 days, need a person; over 50,000.00 two; approvals last 72 h. */
export const DEFAULT_RULES = (minorPerMajor: bigint): PolicyRules => ({
  reviewAboveMinor: (5_000n * minorPerMajor).toString(),
  twoPersonAboveMinor: (50_000n * minorPerMajor).toString(),
  newSellerDays: 30,
  expiryHours: 72,
})

export type PolicyFacts = {
  readonly kind: ProposalKind
  /** In functional currency at a stored rate; null when no rate is known. */
  readonly functional: Money | null
  readonly sellerSince: Date
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
  const reasons = [
    ...(isConfiguration(facts.kind) ? configurationReasons(facts) : reviewReasons(rules, currency, facts)),
  ]
  const isLarge = facts.functional !== null && facts.functional.minor > BigInt(rules.twoPersonAboveMinor)
  if (facts.atLeast.approvals > 0 && facts.atLeast.reason !== '') {
    reasons.push({ rule: 'stated', sentence: facts.atLeast.reason })
  }
  if (isLarge) {
    const limit = formatMoney({ minor: BigInt(rules.twoPersonAboveMinor), currency })
    reasons.push({ rule: 'two_people', sentence: `It is over ${limit}, so two people must approve it.` })
  }
  if (reasons.length === 0) {
    const limit = formatMoney({ minor: BigInt(rules.reviewAboveMinor), currency })
    return {
      decision: 'automatic',
      approvalsNeeded: 0,
      reasons: [{ rule: 'automatic', sentence: `Not over ${limit}, and to an established seller.` }],
    }
  }
  return { decision: 'needs_approval', approvalsNeeded: Math.max(isLarge ? 2 : 1, facts.atLeast.approvals), reasons }
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

function* reviewReasons(rules: PolicyRules, currency: string, facts: PolicyFacts): Generator<PolicyReason> {
  if (facts.hasFailedCheck) yield FAILED_CHECK
  if (facts.kind === 'transfer.reverse') {
    yield { rule: 'reversal', sentence: 'Taking money back from a seller always needs a person.' }
  }
  if (facts.functional === null) {
    yield { rule: 'no_rate', sentence: `There is no stored rate into ${currency}, so the limit cannot be checked.` }
  } else if (facts.functional.minor > BigInt(rules.reviewAboveMinor)) {
    const limit = formatMoney({ minor: BigInt(rules.reviewAboveMinor), currency })
    yield { rule: 'amount', sentence: `${formatMoney(facts.functional)} is over the limit of ${limit}.` }
  }
  const days = Math.floor((facts.at.getTime() - facts.sellerSince.getTime()) / DAY_MS)
  if (days < rules.newSellerDays) {
    yield {
      rule: 'new_seller',
      sentence: `The seller is ${Math.max(0, days)} days old; below ${rules.newSellerDays} a person looks.`,
    }
  }
  if (!facts.isAutomaticReleased) {
    yield { rule: 'not_released', sentence: 'Automatic execution has not been released for this entity.' }
  }
}
