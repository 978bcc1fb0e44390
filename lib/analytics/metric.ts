import type { DimensionId } from './dimensions.ts'

/** Where a metric's rows come from: the roll-ups, sellers by their first sale, or what sellers owe now. */
export type Source = 'rollup' | 'first_sales' | 'debts'
export type MetricUnit = 'money' | 'percent' | 'count' | 'days'

export type Metric = {
  readonly id: string
  readonly label: string
  readonly unit: MetricUnit
  /** One sentence, as in docs/metrics.md. */
  readonly description: string
  readonly synonyms: readonly string[]
  /** Whether the parts of a split add up to the whole. */
  readonly isAdditive: boolean
  /** Which accounting day a row counts on. */
  readonly basis: string
  readonly source: Source
  /** Columns of the rows it adds up. */
  readonly reads: readonly string[]
  readonly dimensions: readonly DimensionId[]
  /** Its one definition: an aggregate over the rows that `when` admits. */
  readonly sql: (when: string) => string
}

export const TIME = ['month', 'week', 'day'] as const
export const SALES = ['seller', 'country', 'category', 'currency', 'method', ...TIME, 'cohort'] as const
export const TAKEN_BACK = [...SALES, 'reason'] as const
export const PAYOUTS = ['seller', 'country', 'currency', ...TIME, 'cohort'] as const

export const sum = (measure: string) => (when: string) => `coalesce(sum(${measure}) FILTER (WHERE ${when}), 0)`
export const over =
  (top: string, bottom: string, factor = '') =>
  (when: string) =>
    `${factor}${sum(top)(when)} / nullif(${sum(bottom)(when)}, 0)`
export const NET = '(gross_minor - refund_minor - dispute_minor)'

export const SOLD_ON = 'the day the payment was collected'
export const NET_ON = 'sales on the day they were collected; refunds and disputes on the day they were made'
