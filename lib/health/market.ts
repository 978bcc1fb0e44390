import { COMPONENT_KEYS, COMPONENTS, type ComponentKey } from './components-model.ts'
import type { Market, Measures } from './score.ts'

const STEPS = 100

/** The marketplace as its sellers make it: the average of each rate, weighted by what it rests on, and how sellers spread. */
export function marketOf(sellers: readonly Measures[]): Market {
  const priors: Partial<Record<ComponentKey, number>> = {}
  const quantiles: Partial<Record<ComponentKey, readonly number[]>> = {}
  const peers: Partial<Record<ComponentKey, number>> = {}
  for (const key of COMPONENT_KEYS) {
    const known = sellers.flatMap((measures) => measures[key] ?? [])
    const sample = known.reduce((sum, one) => sum + one.sample, 0)
    // A trend is told beside everybody else's: the average of all is no change.
    const isTrend = COMPONENTS[key].show === 'change'
    priors[key] = isTrend || sample === 0 ? 0 : known.reduce((sum, one) => sum + one.value * one.sample, 0) / sample
    const heard = known.filter((one) => one.sample >= COMPONENTS[key].minSample).map(({ value }) => value)
    peers[key] = heard.length
    quantiles[key] = spread(heard, COMPONENTS[key].from < COMPONENTS[key].to)
  }
  return { priors, quantiles, peers }
}

/** 101 values from the best to the worst; empty for nobody. */
function spread(values: readonly number[], isMoreWorse: boolean): number[] {
  if (values.length === 0) return []
  const sorted = values.toSorted((a, b) => (isMoreWorse ? a - b : b - a))
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const at = (step * (sorted.length - 1)) / STEPS
    const low = sorted[Math.floor(at)] ?? 0
    const high = sorted[Math.ceil(at)] ?? low
    return low + (high - low) * (at - Math.floor(at))
  })
}
