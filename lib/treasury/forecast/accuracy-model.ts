import type { FlowKind } from './kinds-model.ts'

/** A forecast day against what came. Minor units. */
export type Compared = {
  readonly madeOn: string
  readonly isReplay: boolean
  readonly kind: FlowKind
  readonly day: string
  readonly mean: bigint
  readonly low: bigint
  readonly high: bigint
  readonly actual: bigint
  /** What came on the same weekday of the last week that was known then. */
  readonly naive: bigint
}

/** How good the forecasts of one day, or of one kind, were. */
export type Accuracy = {
  readonly key: string
  readonly isReplay: boolean
  readonly days: number
  /** Absolute errors in thousandths of the usual change from week to week; of seasonal naive, the same. */
  readonly masePerMille: number
  readonly naivePerMille: number
  /** Thousandths of what came that lay in its interval. */
  readonly coveragePerMille: number
}

export type Drift = {
  readonly state: 'unknown' | 'none' | 'drifting'
  readonly sentence: string
}

/** Below such a share of what came in its interval, or above so much more error than before, somebody should look. */
const COVERAGE_LEAST = 800
const WORSE_BY = 1500
const RECENT = 4

/**
 * Errors per forecast or per kind. What is added up over kinds is what they are off, and what they usually change in a week: a kind counts
 * with what it moves. `units` has each kind's usual change, in thousandths of a minor unit.
 */
export function accuracyBy(
  key: 'madeOn' | 'kind',
  compared: readonly Compared[],
  units: ReadonlyMap<FlowKind, bigint>,
): Accuracy[] {
  return [...Map.groupBy(compared, (one) => one[key])].map(([name, own]) => {
    let [off, offNaive, unit, inside] = [0n, 0n, 0n, 0]
    for (const { kind, mean, low, high, actual, naive } of own) {
      off += magnitude(actual - mean)
      offNaive += magnitude(actual - naive)
      unit += units.get(kind) ?? 0n
      if (low <= actual && actual <= high) inside += 1
    }
    const perMille = (sum: bigint) => (unit === 0n ? 0 : Number((1_000_000n * sum) / unit))
    return {
      key: name,
      isReplay: own.every(({ isReplay }) => isReplay),
      days: new Set(own.map(({ day }) => day)).size,
      masePerMille: perMille(off),
      naivePerMille: perMille(offNaive),
      coveragePerMille: Math.round((1000 * inside) / own.length),
    }
  })
}

/** Whether the latest forecasts are worse than those before: an interval that holds too little, or half as much error again. */
export function driftOf(oldestFirst: readonly Accuracy[]): Drift {
  const latest = oldestFirst.slice(-RECENT)
  const before = oldestFirst.slice(0, -RECENT)
  if (before.length < RECENT)
    return { state: 'unknown', sentence: 'Too few forecasts have come to pass to tell a drift.' }
  const coverage = meanOf(latest.map(({ coveragePerMille }) => coveragePerMille))
  const [now, then] = [
    meanOf(latest.map(({ masePerMille }) => masePerMille)),
    meanOf(before.map(({ masePerMille }) => masePerMille)),
  ]
  if (coverage < COVERAGE_LEAST)
    return {
      state: 'drifting',
      sentence: `The last ${RECENT} forecasts’ intervals held ${Math.round(coverage / 10)} % of what came; 90 % is what they promise.`,
    }
  if (1000 * now > WORSE_BY * then)
    return {
      state: 'drifting',
      sentence: `The last ${RECENT} forecasts were off by ${Math.round((100 * now) / then - 100)} % more than those before.`,
    }
  return {
    state: 'none',
    sentence: `No drift: the last ${RECENT} forecasts’ intervals held ${Math.round(coverage / 10)} % of what came.`,
  }
}

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
