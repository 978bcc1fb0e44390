/** bank: payouts against bank lines · records: collected orders against the order system's records */
export const MATCH_DOMAINS = ['bank', 'records'] as const
export type MatchDomain = (typeof MATCH_DOMAINS)[number]

/** Only payouts are few and regular enough to be told by amount and day; orders always have their number. */
export const hasWeakRules = (domain: MatchDomain): boolean => domain === 'bank'

/** Whole days on either side that an amount may take. */
export const WINDOW_DAYS = 3

/** key: the same name on both sides · window, subset, tolerance: amount and date · similarity: offered to people only */
export type MatchRule = 'key' | 'window' | 'subset' | 'tolerance' | 'similarity' | 'by_hand'

/** What an item's row says of it. Expected and waiting rows are no exceptions. */
export const ITEM_STATES = [
  'expected',
  'waiting',
  'matched_auto',
  'matched_manual',
  'matched_forced',
  'matched_tolerance',
  'over',
  'under',
  'missing',
  'amount_mismatch',
  'currency_mismatch',
  'date_mismatch',
  'split_mismatch',
  'partial',
  'void',
] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** An item that no key and no person settled. Amounts are signed minor units of one currency. */
export type Residual = {
  readonly id: bigint
  readonly amountMinor: bigint
  /** Days since 1970-01-01 of the day it happened on. */
  readonly day: number
  readonly reference: string
  /** The bank account of a line; empty on the other side. */
  readonly account: string
}

/**
 * A field that was compared, and how well it agrees: 0 to 1000. history: what declines took, below zero, with how often the like
 * was confirmed (expected) and declined (observed).
 */
export type MatchPart = {
  readonly field: 'amount' | 'date' | 'reference' | 'history'
  readonly score: number
  readonly expected: string
  readonly observed: string
}

export type FoundMatch = {
  readonly rule: Exclude<MatchRule, 'key' | 'by_hand'>
  readonly expectedIds: readonly bigint[]
  readonly observedIds: readonly bigint[]
  /** Observed less expected. */
  readonly differenceMinor: bigint
  readonly differs: '' | 'amount' | 'date' | 'split'
  /** 0 to 1000: what the parts come to together. */
  readonly score: number
  readonly parts: readonly MatchPart[]
}

/** How far amount and day may lie apart. */
export type Tolerance = {
  /** Whole days on either side. */
  readonly windowDays: number
  /** Observed may differ from expected by this much of a thousand … */
  readonly perMille: bigint
  /** … and by no more than this, minor units. */
  readonly absoluteMinor: bigint
}

/** Items of one line may be made of at most this many of the other side. */
export const SUBSET_MAX = 5
/** A sum is looked for among this many items at most, the nearest days first: more would be guessing. */
export const SUBSET_CANDIDATES_MAX = 20

/** A correspondent bank's charge is small beside a payout; what is missing beyond it is no charge. */
const ABSOLUTE_MAJOR = 30n

/** What amounts and days may differ by before two items are no longer held to be the same. */
export function toleranceFor(minorPerMajor: bigint): Tolerance {
  return { windowDays: WINDOW_DAYS, perMille: 50n, absoluteMinor: ABSOLUTE_MAJOR * minorPerMajor }
}

/** Whether the difference is small enough to be the same payment. */
export function isWithin(
  { perMille, absoluteMinor }: Tolerance,
  expectedMinor: bigint,
  differenceMinor: bigint,
): boolean {
  const size = differenceMinor < 0n ? -differenceMinor : differenceMinor
  const whole = expectedMinor < 0n ? -expectedMinor : expectedMinor
  return size <= absoluteMinor && size * 1_000n <= whole * perMille
}
