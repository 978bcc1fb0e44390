import type { FoundMatch, MatchPart, Residual, Tolerance } from './match-model.ts'

/** Offered from here on; below, a person finds faster by hand. */
export const SCORE_MIN = 600
/** Days that people are offered beyond what the engine takes by itself. */
export const OFFER_FACTOR = 4
const OFFERED_MAX = 3

/** How much amount, reference and day weigh in a score. */
const WEIGHTS = { amount: 60, reference: 25, date: 15, history: 0 } as const

type Sides = { readonly expected: readonly Residual[]; readonly observed: readonly Residual[] }

type Weigh = (match: FoundMatch, expected: Residual, observed: Residual) => FoundMatch

/**
 * What people may confirm: for each item that stays open, the candidates that resemble it most, with the parts of their score.
 * `weighed` says what people's earlier decisions make of a score.
 */
export function suggest(
  sides: Sides,
  found: readonly FoundMatch[],
  tolerance: Tolerance,
  weighed: Weigh = (match) => match,
): FoundMatch[] {
  const taken = new Set(found.flatMap(({ expectedIds, observedIds }) => [...expectedIds, ...observedIds]))
  const observed = sides.observed.filter(({ id }) => !taken.has(id))
  return sides.expected
    .filter(({ id }) => !taken.has(id))
    .flatMap((expected) =>
      observed
        .flatMap((one) => {
          const match = scored(expected, one, tolerance.windowDays * OFFER_FACTOR)
          return match.score < SCORE_MIN ? [] : [weighed(match, expected, one)]
        })
        .filter(({ score }) => score >= SCORE_MIN)
        .sort((a, b) => b.score - a.score || (a.observedIds.join() < b.observedIds.join() ? -1 : 1))
        .slice(0, OFFERED_MAX),
    )
}

function scored(expected: Residual, observed: Residual, windowDays: number): FoundMatch {
  const differenceMinor = observed.amountMinor - expected.amountMinor
  const parts: MatchPart[] = [
    {
      field: 'amount',
      score: amountScore(expected.amountMinor, differenceMinor),
      expected: `${expected.amountMinor}`,
      observed: `${observed.amountMinor}`,
    },
    {
      field: 'reference',
      score: similarity(expected.reference, observed.reference),
      expected: expected.reference,
      observed: observed.reference,
    },
    {
      field: 'date',
      score: Math.max(0, 1_000 - Math.round((Math.abs(observed.day - expected.day) * 1_000) / (windowDays + 1))),
      expected: dayText(expected.day),
      observed: dayText(observed.day),
    },
  ]
  const score = Math.floor(parts.reduce((sum, part) => sum + part.score * WEIGHTS[part.field], 0) / 100)
  return {
    rule: 'similarity',
    expectedIds: [expected.id],
    observedIds: [observed.id],
    differenceMinor,
    differs: differenceMinor === 0n ? '' : 'amount',
    score,
    parts,
  }
}

function amountScore(expectedMinor: bigint, differenceMinor: bigint): number {
  if (expectedMinor === 0n || expectedMinor > 0n !== expectedMinor + differenceMinor > 0n) return 0
  const whole = expectedMinor < 0n ? -expectedMinor : expectedMinor
  const size = differenceMinor < 0n ? -differenceMinor : differenceMinor
  return Math.max(0, 1_000 - Number((size * 4_000n) / whole))
}

/** Shared groups of three letters among all, 0 to 1000 (Dice's coefficient). */
export function similarity(left: string, right: string): number {
  const [a, b] = [trigrams(left), trigrams(right)]
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const one of a) if (b.has(one)) shared += 1
  return Math.round((2_000 * shared) / (a.size + b.size))
}

function trigrams(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const found = new Set<string>()
  for (let from = 0; from + 3 <= plain.length; from += 1) found.add(plain.slice(from, from + 3))
  return found
}

const DAY_MS = 86_400_000
const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
