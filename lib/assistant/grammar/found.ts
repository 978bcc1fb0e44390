import type { DimensionId } from '#lib/analytics/dimensions.ts'
import type { MetricId } from '#lib/analytics/metrics.ts'
import type { Condition, Filter } from '#lib/analytics/schema.ts'
import type { Ranking } from './parts.ts'
import type { Reading } from './reading.ts'
import type { Times } from './times.ts'

/** What the rules found, before it is a query. */
export type Found = {
  readonly metrics: readonly MetricId[]
  readonly conditions: readonly Condition[]
  readonly filters: readonly Filter[]
  readonly splits: readonly DimensionId[]
  readonly hasTrend: boolean
  readonly times: Times
  readonly ranking: Ranking | null
  readonly limit: number | null
  readonly convert: string | null
  /** One figure by another, which is none of ours. */
  readonly isDivided: boolean
  /** "Rose above 5 %": a line that was crossed. */
  readonly isCrossing: boolean
  /** How far it moved was bound, and nothing says whose. */
  readonly isBoundLost: boolean
  /** Two periods, or two values, are beside each other. */
  readonly isCompared: boolean
  /** Rows were to be picked by two periods, and no rule read how. */
  readonly isLost: boolean
  readonly wantsShare: boolean
  /** "Any currency", "all currencies together": none is kept apart. */
  readonly currencies: 'any' | 'together' | null
  /** Splits that the question before had, and this one is not to have. */
  readonly forgotten: readonly DimensionId[]
  /** An amount was to be above or below a percentage. */
  readonly isPercentOfAmount: boolean
}

type WithoutCorrections<T> = T extends unknown ? Omit<T, 'corrections'> : never
export type Bare = WithoutCorrections<Reading>
