import type { Metric } from './metric.ts'
import { SALES_METRICS } from './metrics-of-sales.ts'
import { SELLER_METRICS } from './metrics-of-sellers.ts'
import { TAKEN_BACK_METRICS } from './metrics-taken-back.ts'

/** Every metric of the product, once: pages, answers and docs/metrics.md read it from here. What is not kept yet is not here. */
export const METRICS = [...SALES_METRICS, ...TAKEN_BACK_METRICS, ...SELLER_METRICS] as const

export type MetricId = (typeof METRICS)[number]['id']
export const METRIC_IDS = METRICS.map(({ id }) => id) as [MetricId, ...MetricId[]]

const BY_ID = new Map<string, Metric>(METRICS.map((metric) => [metric.id, metric]))

export function metricOf(id: MetricId): Metric {
  const metric = BY_ID.get(id)
  if (metric === undefined) throw new Error(`no metric ${id}`)
  return metric
}

/** Whether amounts of several currencies would be added up or divided: then rows are kept apart by currency, or converted. */
export const readsMoney = ({ reads }: Metric): boolean => reads.some((column) => column.endsWith('_minor'))
