import type { DimensionId } from './dimensions.ts'
import type { MetricUnit } from './metric.ts'
import type { MetricId } from './metrics.ts'
import type { AnalyticsQuery } from './schema.ts'

export type ResultColumn =
  | { readonly kind: 'dimension'; readonly id: DimensionId; readonly label: string }
  | {
      readonly kind: 'figure'
      readonly id: string
      readonly metric: MetricId
      readonly figure: 'value' | 'before' | 'change' | 'change_percent' | 'share'
      readonly label: string
      /** money: minor units of the row's currency · percent · count · days; a percentage's change is points. */
      readonly unit: MetricUnit
    }

export type ResultKey = {
  readonly value: string
  /** What a person reads: a seller's name for `sel_…`. */
  readonly label: string
  /** Where the thing itself is shown. */
  readonly href: string | null
}

export type ResultRow = {
  readonly keys: Readonly<Partial<Record<DimensionId, ResultKey>>>
  /** Decimal texts by column id; null where there is nothing to divide by. */
  readonly figures: Readonly<Record<string, string | null>>
  /** Of the row's amounts; empty where it has none. */
  readonly currency: string
  /** The rows it was computed from, as a page of the console. */
  readonly href: string | null
}

/** An answer with everything that is needed to check it. */
export type AnalyticsResult = {
  readonly query: AnalyticsQuery
  /** The question as it was understood, in a sentence. */
  readonly understood: string
  /** First and last accounting day, and the name. */
  readonly period: { readonly from: string; readonly to: string; readonly label: string }
  readonly compared: { readonly from: string; readonly to: string; readonly label: string } | null
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly ResultRow[]
  /** One per currency where currencies are kept apart; over every row, shown or not, conditions aside. Empty without dimensions. */
  readonly totals: readonly ResultRow[]
  readonly rowCount: number
  /** Rows that match, shown or not. */
  readonly found: number
  /** What a reader must know: conversion, currencies kept apart, what runs up to today. */
  readonly notes: readonly string[]
  /** ISO instant. */
  readonly computedAt: string
}
