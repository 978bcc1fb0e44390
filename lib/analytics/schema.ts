import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { DIMENSION_IDS } from './dimensions.ts'
import { METRIC_IDS } from './metrics.ts'
import { COMPARISONS } from './period/period.ts'

const DECIMAL = /^-?\d{1,15}(\.\d{1,6})?$/

const filter = z.object({
  dimension: z.enum(DIMENSION_IDS).describe('What must match; month, week and day are said by the period instead.'),
  is: z.enum(['one_of', 'none_of']).default('one_of'),
  values: z
    .array(z.string().trim().min(1).max(120))
    .min(1)
    .max(50)
    .describe(
      'Sellers by sel_…, acct_… or exact name; countries by two letters; currencies by three; cohorts as YYYY-MM.',
    ),
})

const condition = z.object({
  metric: z.enum(METRIC_IDS),
  of: z
    .enum(['value', 'before', 'change', 'change_percent', 'share'])
    .default('value')
    .describe(
      'The value itself; what it was in the comparison; how far it moved against the comparison, in its own unit (points for percentages) or in percent; or what part of the whole it is, in percent, of the first metric where `withShare` is asked for.',
    ),
  is: z.enum(['above', 'at_least', 'below', 'at_most', 'equal']),
  than: z
    .string()
    .regex(DECIMAL, 'Write a number such as 2.5.')
    .describe('Major units for money (120.50), plain numbers otherwise.'),
})

const order = z.object({
  by: z.enum([...METRIC_IDS, ...DIMENSION_IDS]),
  of: z.enum(['value', 'change', 'change_percent']).default('value'),
  direction: z.enum(['down', 'up']).default('down'),
})

/** A question to the books: the one language of pages, answers and tools. */
export const analyticsQuery = z.object({
  metrics: z.array(z.enum(METRIC_IDS)).min(1).max(6),
  dimensions: z.array(z.enum(DIMENSION_IDS)).max(3).default([]),
  filters: z.array(filter).max(8).default([]),
  shown: z
    .array(filter)
    .max(4)
    .default([])
    .describe('Rows that are shown; the others still count for the whole that shares are of.'),
  period: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .default('last 30 days')
    .describe('In words or dates: "last quarter", "since March", "FY 2026", "2026-01-01..2026-03-31".'),
  comparison: z.enum(COMPARISONS).nullable().default(null),
  against: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .nullable()
    .default(null)
    .describe('Any other days to compare with, in words or dates: "March 2026". Takes the place of `comparison`.'),
  conditions: z.array(condition).max(6).default([]),
  order: order.nullable().default(null),
  limit: z.int().min(1).max(1_000).default(100).describe('Rows shown; of each currency, where amounts are ranked.'),
  withShare: z
    .boolean()
    .default(false)
    .describe(
      'Adds what part of the whole each row is, in percent of the first metric; within each currency kept apart.',
    ),
  currency: z
    .string()
    .toUpperCase()
    .refine(isCurrency, 'That is no currency.')
    .nullable()
    .default(null)
    .describe('Converts every amount at its day’s stored rate; null keeps currencies apart.'),
  leftOut: z
    .array(z.string().trim().min(1).max(60))
    .max(6)
    .default([])
    .describe('Words of the question that this query does not say: the answer begins with them.'),
})

export type AnalyticsQuery = z.output<typeof analyticsQuery>
export type AnalyticsQueryInput = z.input<typeof analyticsQuery>
export type Filter = AnalyticsQuery['filters'][number]
export type Condition = AnalyticsQuery['conditions'][number]
export type Figure = Condition['of']
