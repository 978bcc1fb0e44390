import {
  type FoundMatch,
  isWithin,
  type MatchPart,
  type Residual,
  SUBSET_CANDIDATES_MAX,
  type Tolerance,
} from './match-model.ts'
import { onlySubset } from './subset-sum.ts'

type Sides = { readonly expected: readonly Residual[]; readonly observed: readonly Residual[] }

/**
 * Matches what nothing names on both sides, by amount and day: equal amounts first, then exact sums, then amounts within the
 * tolerance. A pair is taken only when neither has another candidate, so the order in which items came cannot matter, and
 * what could be read in two ways stays open for people.
 */
export function matchWeakly(sides: Sides, tolerance: Tolerance): FoundMatch[] {
  const window = pairs(sides, 'window', tolerance, (e, o) => e.amountMinor === o.amountMinor)
  const afterWindow = without(sides, window)
  const subset = sums(afterWindow, tolerance)
  const near = pairs(without(afterWindow, subset), 'tolerance', tolerance, (e, o) =>
    isWithin(tolerance, e.amountMinor, o.amountMinor - e.amountMinor),
  )
  return [...window, ...subset, ...near]
}

function without({ expected, observed }: Sides, found: readonly FoundMatch[]): Sides {
  const takenE = new Set(found.flatMap(({ expectedIds }) => expectedIds))
  const takenO = new Set(found.flatMap(({ observedIds }) => observedIds))
  return {
    expected: expected.filter(({ id }) => !takenE.has(id)),
    observed: observed.filter(({ id }) => !takenO.has(id)),
  }
}

type Agrees = (expected: Residual, observed: Residual) => boolean

/** Pairs that are each other's only candidate. */
function pairs(
  { expected, observed }: Sides,
  rule: 'window' | 'tolerance',
  tolerance: Tolerance,
  agrees: Agrees,
): FoundMatch[] {
  const near = nearest(observed)
  const candidates = new Map<Residual, Residual[]>()
  const wanted = new Map<Residual, number>()
  for (const one of expected) {
    const own = near(one.day, tolerance.windowDays).filter((other) => agrees(one, other))
    candidates.set(one, own)
    for (const other of own) wanted.set(other, (wanted.get(other) ?? 0) + 1)
  }
  return [...candidates].flatMap(([one, [only, ...more]]) =>
    only !== undefined && more.length === 0 && wanted.get(only) === 1 ? [matchOf(rule, [one], [only], tolerance)] : [],
  )
}

/** One item of a side that is the exact sum of several of the other; a member that two sums want belongs to neither. */
function sums({ expected, observed }: Sides, tolerance: Tolerance): FoundMatch[] {
  const found = [
    ...wholes(observed, expected, tolerance).map(({ whole, members }) => ({ expected: members, observed: [whole] })),
    ...wholes(expected, observed, tolerance).map(({ whole, members }) => ({ expected: [whole], observed: members })),
  ]
  const uses = new Map<Residual, number>()
  for (const one of found)
    for (const item of [...one.expected, ...one.observed]) uses.set(item, (uses.get(item) ?? 0) + 1)
  return found
    .filter((one) => [...one.expected, ...one.observed].every((item) => uses.get(item) === 1))
    .map((one) => matchOf('subset', one.expected, one.observed, tolerance))
}

type Whole = { readonly whole: Residual; readonly members: readonly Residual[] }

function wholes(wholeSide: readonly Residual[], partSide: readonly Residual[], { windowDays }: Tolerance): Whole[] {
  const near = nearest(partSide)
  return wholeSide.flatMap((whole) => {
    const parts = near(whole.day, windowDays)
    if (parts.length > SUBSET_CANDIDATES_MAX) return []
    const outcome = onlySubset(whole.amountMinor, parts)
    return outcome.kind === 'one' ? [{ whole, members: outcome.members }] : []
  })
}

/** Looks items up by day. */
function nearest(items: readonly Residual[]): (day: number, windowDays: number) => Residual[] {
  const byDay = new Map<number, Residual[]>()
  for (const item of items) byDay.set(item.day, [...(byDay.get(item.day) ?? []), item])
  return (day, windowDays) => {
    const found: Residual[] = []
    for (let offset = -windowDays; offset <= windowDays; offset += 1) found.push(...(byDay.get(day + offset) ?? []))
    return found
  }
}

const sumOf = (items: readonly Residual[]) => items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)

function matchOf(
  rule: FoundMatch['rule'],
  expected: readonly Residual[],
  observed: readonly Residual[],
  { windowDays }: Tolerance,
): FoundMatch {
  const [expectedMinor, observedMinor] = [sumOf(expected), sumOf(observed)]
  const differenceMinor = observedMinor - expectedMinor
  const whole = expectedMinor < 0n ? -expectedMinor : expectedMinor
  const size = differenceMinor < 0n ? -differenceMinor : differenceMinor
  const [dayE, dayO] = [Math.min(...expected.map(({ day }) => day)), Math.min(...observed.map(({ day }) => day))]
  const parts: MatchPart[] = [
    {
      field: 'amount',
      score: whole === 0n ? 0 : Math.max(0, 1_000 - Number((size * 1_000n) / whole)),
      expected: expected.map(({ amountMinor }) => `${amountMinor}`).join(' + '),
      observed: observed.map(({ amountMinor }) => `${amountMinor}`).join(' + '),
    },
    {
      field: 'date',
      score: 1_000 - Math.round((Math.abs(dayO - dayE) * 1_000) / (windowDays + 1)),
      expected: dayText(dayE),
      observed: dayText(dayO),
    },
  ]
  return {
    rule,
    expectedIds: sorted(expected),
    observedIds: sorted(observed),
    differenceMinor,
    differs: differenceMinor === 0n ? '' : 'amount',
    score: Math.min(...parts.map(({ score }) => score)),
    parts,
  }
}

const sorted = (items: readonly Residual[]) => items.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1))

const DAY_MS = 86_400_000
const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
