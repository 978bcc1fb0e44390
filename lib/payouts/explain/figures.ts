import { idleBankDays } from './bank-days.ts'
import { barsOf, changesOf } from './bars.ts'
import type { ExplainFacts, PayoutTerms } from './facts-model.ts'

/** Every figure that words about a payout may hold. */
export type Figures = {
  readonly currency: string
  /** Minor units, signed as they count. */
  readonly amounts: readonly bigint[]
  readonly counts: readonly number[]
  /** `2026-11-20` */
  readonly days: readonly string[]
  /** Ids and names that hold digits: a trace id. */
  readonly texts: readonly string[]
}

export const salesIn = (payout: PayoutTerms): number => barsOf(payout).find(({ key }) => key === 'sales')?.count ?? 0

export const convertedIn = ({ pieces }: PayoutTerms): number =>
  pieces.reduce((count, { convertedCount }) => count + convertedCount, 0)

/** Days without banks between sending and arrival. */
export const idleDaysOf = ({ payout, currency }: ExplainFacts): number =>
  idleBankDays(payout.madeOn, payout.arrivesOn, currency)

/** What the facts of a payout give in figures, worked out from the facts alone and never from words. */
export function figuresOf(facts: ExplainFacts): Figures {
  const { payout, last, failedBefore, stayed } = facts
  const bars = barsOf(payout)
  return {
    currency: facts.currency,
    amounts: [
      payout.amountMinor,
      ...bars.map(({ minor }) => minor),
      ...(last === null ? [] : [last.amountMinor, payout.amountMinor - last.amountMinor]),
      ...changesOf(facts).map(({ minor }) => minor),
      ...(failedBefore === null ? [] : [failedBefore.amountMinor]),
      ...stayed.map(({ minor }) => minor),
    ],
    counts: [
      ...bars.map(({ count }) => count),
      ...(last === null ? [] : [salesIn(last)]),
      convertedIn(payout),
      idleDaysOf(facts),
    ],
    days: [
      payout.madeOn,
      payout.arrivesOn,
      ...(last === null ? [] : [last.madeOn]),
      ...(failedBefore === null ? [] : [failedBefore.madeOn]),
      ...(facts.returnableUntil === '' ? [] : [facts.returnableUntil]),
    ],
    texts: [
      payout.traceId,
      ...[...bars, ...(last === null ? [] : barsOf(last))]
        .filter(({ key }) => key.startsWith('kind:'))
        .map(({ key }) => kindName(key)),
    ],
  }
}

/** Stripe's own name of a kind that we have no word for. */
export const kindName = (key: string): string => key.slice('kind:'.length).replaceAll('_', ' ')
