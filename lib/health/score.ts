import { COMPONENT_KEYS, COMPONENTS, type ComponentKey } from './components-model.ts'
import type { HealthSettings } from './settings-model.ts'

/** What is known about one component: its value and how much it rests on; null when nothing is kept. */
export type Measure = { readonly value: number; readonly sample: number } | null
export type Measures = Readonly<Record<ComponentKey, Measure>>

/** What sellers are compared with: the marketplace's average, and how its sellers spread. */
export type Market = {
  readonly priors: Partial<Readonly<Record<ComponentKey, number>>>
  /** 101 values from the best to the worst of those with enough to say; empty when nobody has. */
  readonly quantiles: Partial<Readonly<Record<ComponentKey, readonly number[]>>>
  /** How many those are. */
  readonly peers: Partial<Readonly<Record<ComponentKey, number>>>
}

export type ScoredComponent = {
  /** As measured, before anything is mixed in; null when nothing is kept. */
  readonly value: number | null
  readonly sample: number
  /** What was judged: the value with the marketplace's average mixed in. Null where nothing was. */
  readonly judged: number | null
  /** Of the peers, the share from 0 to 100 that does no better; null without peers or value. */
  readonly percentile: number | null
  /** Tenths of a point. */
  readonly lost: number
}

export type Score = { readonly score: number; readonly components: Readonly<Record<ComponentKey, ScoredComponent>> }

/**
 * A hundred less what each component takes. A component with too small a sample, or of which nothing is kept, takes nothing; a rate is
 * judged with as many of the marketplace's average mixed in as its smallest sample has, so that few orders say little; never as worse
 * than it is.
 */
export function scoreSeller(measures: Measures, market: Market, settings: HealthSettings): Score {
  const scored = COMPONENT_KEYS.map(
    (key) => [key, scoreOne(key, measures[key], market, settings.weights[key])] as const,
  )
  const lost = scored.reduce((sum, [, component]) => sum + component.lost, 0)
  return {
    score: Math.max(0, Math.min(100, Math.round((1_000 - lost) / 10))),
    components: Object.fromEntries(scored) as Record<ComponentKey, ScoredComponent>,
  }
}

function scoreOne(key: ComponentKey, measure: Measure, market: Market, weight: number): ScoredComponent {
  if (measure === null) return { value: null, sample: 0, judged: null, percentile: null, lost: 0 }
  const { minSample } = COMPONENTS[key]
  const { value, sample } = measure
  const percentile = percentileOf(key, value, market.quantiles[key] ?? [])
  if (sample < minSample) return { value, sample, judged: null, percentile: null, lost: 0 }
  // The average is mixed in only where it speaks for the seller: nobody is judged worse for what others do.
  const judged = minSample === 0 ? value : Math.min(value, shrink(measure, market.priors[key] ?? 0, minSample))
  return { value, sample, judged, percentile, lost: Math.round(weight * 10 * harm(key, judged)) }
}

const shrink = ({ value, sample }: { value: number; sample: number }, prior: number, by: number) =>
  (value * sample + prior * by) / (sample + by)

/** From 0, nothing to say against it, to 1. */
export function harm(key: ComponentKey, value: number): number {
  const { from, to } = COMPONENTS[key]
  return Math.max(0, Math.min(1, (value - from) / (to - from)))
}

/** The share of peers, from 0 to 100, whose value is as bad or worse. */
function percentileOf(key: ComponentKey, value: number, quantiles: readonly number[]): number | null {
  if (quantiles.length === 0) return null
  const isMoreWorse = COMPONENTS[key].from < COMPONENTS[key].to
  const better = quantiles.filter((other) => (isMoreWorse ? other < value : other > value)).length
  return Math.max(0, 100 - Math.round((better * 100) / quantiles.length))
}
