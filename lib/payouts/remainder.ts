import type { TieOutState } from './model.ts'
import type { PayoutFacts } from './read-facts.ts'
import { leftBehind } from './remainder-left.ts'
import { outsideTheLines } from './remainder-lines.ts'

/** Why a payout is not what was expected. Each class has a rule, its evidence and a suggested action. */
export const REMAINDER_CLASSES = [
  'reserve_held',
  'reserve_released',
  'minimum_balance',
  'fee_credit',
  'negative_balance_debit',
  'fx_rounding',
  'timing',
  'dispute_withheld',
  'unexplained',
] as const
export type RemainderClass = (typeof REMAINDER_CLASSES)[number]

/** One named part. Minor units, signed as the difference it explains. */
export type RemainderPart = {
  readonly class: RemainderClass
  readonly minor: bigint
  /** The rule in words, with what it saw. */
  readonly evidence: string
  /** Ids of the transactions it saw; at most a few. */
  readonly ids: readonly string[]
}

type Found = {
  readonly state: TieOutState
  readonly remainderMinor: bigint
  readonly expectedMinor: bigint | null
}

/**
 * Names the whole difference between what our books expected and what was paid out: what Stripe's own lines leave over (the
 * remainder), what our books do not have yet, and what stayed behind. The parts always add up to
 * expected − payout; where nothing can be expected, to the remainder.
 */
export function nameRemainders(facts: PayoutFacts, { state, remainderMinor, expectedMinor }: Found): RemainderPart[] {
  if (state === 'waiting') return []
  const ofLines = remainderMinor === 0n ? [] : outsideTheLines(facts, remainderMinor)
  if (expectedMinor === null) return ofLines
  return [...ofLines, ...notPosted(facts), ...leftBehind(facts.left)]
}

function notPosted({ unpostedCount, unpostedMinor }: PayoutFacts): RemainderPart[] {
  if (unpostedMinor === 0n) return []
  const evidence = `${unpostedCount} of its lines ${unpostedCount === 1 ? 'is' : 'are'} not in our books yet`
  return [{ class: 'timing', minor: -unpostedMinor, evidence, ids: [] }]
}
