import { Refusal } from '#lib/platform/refusal.ts'
import { type DimensionId, dimensionLabel } from './dimensions.ts'
import type { Metric } from './metric.ts'

export const periodNotUnderstood = (words: string) =>
  new Refusal({
    code: 'analytics.period',
    status: 422,
    field: 'period',
    message: `"${words.slice(0, 60)}" does not say which days are meant. Write it like "last quarter", "since March", "Q3 2026" or "2026-01-01..2026-03-31".`,
  })

export const notSplitBy = ({ label, dimensions }: Metric, dimension: DimensionId) =>
  new Refusal({
    code: 'analytics.dimension',
    status: 422,
    field: 'dimensions',
    message: `${label} cannot be told by ${dimensionLabel(dimension).toLowerCase()}. It can by ${listed(dimensions.map((id) => dimensionLabel(id).toLowerCase()))}.`,
  })

export const noCurrencyOfItsOwn = ({ label }: Metric) =>
  new Refusal({
    code: 'analytics.no_currency',
    status: 422,
    field: 'metrics',
    message: `${label} has no currency, and amounts are kept apart by currency. Ask for it by itself, or have everything converted into one currency.`,
  })

export const onlyNow = ({ label }: Metric) =>
  new Refusal({
    code: 'analytics.only_now',
    status: 422,
    field: 'comparison',
    message: `${label} is known as it stands now, not as it was: it has no past to compare with and no days.`,
  })

export const needsComparison = () =>
  new Refusal({
    code: 'analytics.comparison',
    status: 422,
    field: 'comparison',
    message: 'A change needs something to compare with: the period before, or the same period a year earlier.',
  })

export const noShare = ({ label }: Metric) =>
  new Refusal({
    code: 'analytics.share',
    status: 422,
    field: 'withShare',
    message: `${label} cannot be told as parts of a whole: it needs something to split by, and a figure that adds up.`,
  })

export const notAsked = (label: string) =>
  new Refusal({
    code: 'analytics.not_asked',
    status: 422,
    field: 'order',
    message: `${label} is not among what was asked for, so it can neither order nor limit the rows.`,
  })

export const rateMissing = (currency: string, day: string, into: string) =>
  new Refusal({
    code: 'analytics.rate_missing',
    status: 422,
    field: 'currency',
    message: `There is no rate of ${currency} to ${into} for ${day}, nor for the week before it. Upload it under rates, or keep currencies apart.`,
    detail: { currency, day },
  })

export const stillCounting = (days: number) =>
  new Refusal({
    code: 'analytics.counting',
    status: 503,
    message: `The books are still being added up: ${days} days are left. Ask again in a minute.`,
    detail: { days },
  })

export const tookTooLong = () =>
  new Refusal({
    code: 'analytics.slow',
    status: 503,
    message: 'That took too long to add up. Ask for a shorter period, or for fewer columns.',
  })

const listed = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
