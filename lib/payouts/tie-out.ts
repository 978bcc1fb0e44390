import type { CategorySum, PayoutKey, TieOutMode, TieOutState } from './model.ts'
import type { PayoutFacts } from './read-facts.ts'
import { reasonOf } from './reason-words.ts'
import { nameRemainders, type RemainderPart } from './remainder.ts'
import { defaultThreshold, isOverThreshold, type Threshold } from './threshold-model.ts'

/** A payout tied out: minor units of its currency, as they are stored. */
export type TieOut = PayoutKey & {
  readonly mode: TieOutMode
  readonly state: TieOutState
  readonly payoutStatus: string
  readonly payoutMinor: bigint
  readonly grossMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
  readonly lineCount: number
  readonly remainderMinor: bigint
  readonly expectedMinor: bigint | null
  readonly isOver: boolean
  readonly leftMinor: bigint
  readonly categories: readonly CategorySum[]
  readonly remainders: readonly RemainderPart[]
  readonly arrivalAt: Date
  readonly isDue: boolean
  readonly reason: string
}

/**
 * The arithmetic: gross of the lines − their fees − the payout's own fee = net; net − payout = remainder, zero when it ties.
 * A payout that Stripe does not itemise ties when what was available before it covers it: what it takes beyond that is the
 * remainder, a negative amount.
 */
export function tieOut(facts: PayoutFacts, threshold: Threshold = defaultThreshold(facts.currency)): TieOut {
  const sums = facts.mode === 'breakdown' ? breakdownOf(facts) : balanceOf(facts)
  const state = stateOf(facts, sums.remainderMinor)
  const isKnown = facts.mode === 'breakdown' && facts.listedCount !== null && !facts.isEarlierOpen
  const leftMinor = facts.mode === 'balance' ? sums.leftMinor : sumOf(facts.left)
  // What our books hold of the payout's lines, and what they say stayed behind: independent of what Stripe sent.
  const expectedMinor = isKnown ? sums.netMinor - facts.unpostedMinor + leftMinor : null
  const tied: TieOut = {
    account: facts.account,
    payoutId: facts.payoutId,
    mode: facts.mode,
    state,
    payoutStatus: facts.status,
    payoutMinor: facts.payoutMinor,
    grossMinor: sums.grossMinor,
    feeMinor: sums.feeMinor,
    netMinor: sums.netMinor,
    lineCount: facts.categories.reduce((count, category) => count + category.count, 0),
    remainderMinor: state === 'waiting' ? 0n : sums.remainderMinor,
    expectedMinor,
    isOver: expectedMinor !== null && isOverThreshold(threshold, { payoutMinor: facts.payoutMinor, expectedMinor }),
    leftMinor: isKnown || facts.mode === 'balance' ? leftMinor : 0n,
    categories: facts.categories,
    remainders: nameRemainders(facts, { state, remainderMinor: sums.remainderMinor, expectedMinor }),
    arrivalAt: facts.arrivalAt,
    isDue: isStillDue(facts),
    reason: '',
  }
  return { ...tied, reason: reasonOf(facts, tied) }
}

type Sums = Pick<TieOut, 'grossMinor' | 'feeMinor' | 'netMinor' | 'remainderMinor' | 'leftMinor'>

function breakdownOf({ categories, ownFeeMinor, payoutMinor }: PayoutFacts): Sums {
  const grossMinor = categories.reduce((sum, one) => sum + one.grossMinor, 0n)
  const feeMinor = categories.reduce((sum, one) => sum + one.feeMinor, ownFeeMinor)
  const netMinor = grossMinor - feeMinor
  return { grossMinor, feeMinor, netMinor, remainderMinor: netMinor - payoutMinor, leftMinor: 0n }
}

/** Money taken from the bank needs no cover. */
function balanceOf({ availableMinor, ownFeeMinor, payoutMinor }: PayoutFacts): Sums {
  const netMinor = availableMinor - ownFeeMinor
  const leftMinor = netMinor - payoutMinor
  const isCovered = payoutMinor < 0n || leftMinor >= 0n
  return {
    grossMinor: availableMinor,
    feeMinor: ownFeeMinor,
    netMinor,
    remainderMinor: isCovered ? 0n : leftMinor,
    leftMinor,
  }
}

function stateOf(facts: PayoutFacts, remainderMinor: bigint): TieOutState {
  if (facts.status === 'failed' || facts.status === 'canceled') return facts.status
  if (facts.ownNetMinor === null) return 'waiting'
  if (facts.mode === 'breakdown') {
    if (facts.listedCount === null || facts.heldCount !== facts.listedCount) return 'waiting'
  }
  return remainderMinor === 0n ? 'tied' : 'differs'
}

/** What is still missing comes by itself: it is looked at again until it is there. */
function isStillDue(facts: PayoutFacts): boolean {
  const isUnlisted = facts.reconciliationStatus === 'completed' && facts.listedCount === null
  const isComingBack = facts.reversalId !== '' && !facts.isReversalPosted
  return isUnlisted || isComingBack || facts.unpostedCount > 0 || (facts.listedCount !== null && facts.isEarlierOpen)
}

const sumOf = (left: PayoutFacts['left']): bigint => left.reduce((sum, { netMinor }) => sum + netMinor, 0n)
