import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Found } from './found.ts'

const BOUND_IN =
  / (?:above|over|more than|at least|below|under|less than|fewer than|at most|exactly|up to) \d+(?:\.\d+)?%?(?: (?:in|of|worth|f:currency:\S+))* m:\w+(?: (?:in|during|for|over|of))* p:(\d+)(?= )/
const NARROWED =
  / (?:those|them|these|they|there|that one|the ones)(?= )| (?:of|for|behind|within|in|from|among|responsible for) (?:that|it)(?= )/

/** Whether the rows of the question before were some of many: nobody can tell later that "those" are the same ones. */
const wereSome = ({ conditions = [], order, limit }: AnalyticsQueryInput): boolean =>
  conditions.length > 0 || (order != null && (limit ?? 100) < 100)

/**
 * Why a reading would be a guess, although every word was read: what was said of one part of the sentence would be answered of
 * another. Null where it is none. `text` is the marked sentence.
 */
export function guessed(
  { splits, filters, ranking, times, wantsShare, conditions }: Found,
  text: string,
  plain: string,
  previous: AnalyticsQueryInput | null,
): string | null {
  const bound = BOUND_IN.exec(text)?.[1]
  if (bound !== undefined && times.comparison !== null && / p:\d+ .* p:\d+ /.test(text) && !saidLast(text, bound))
    return 'I test a figure in the days that are asked about, and not in those that they are compared with. Ask for one of the two first.'
  if (/^ when (?:did|was|were|has|have|is|do|does) /.test(plain) && ranking !== null && !splits.some(isTimeDimension))
    return 'By day, by week or by month? Ask, for example, for the month with the highest figure.'
  if (
    wantsShare &&
    splits.some(isTimeDimension) &&
    filters.some(({ dimension, is }) => is === 'one_of' && dimension !== 'currency')
  )
    return 'I tell the part of one value for all of the days together, and not month by month. Ask for each value by month, with shares.'
  if (
    previous !== null &&
    wereSome(previous) &&
    NARROWED.test(plain) &&
    conditions.length === 0 &&
    !filters.some(({ dimension }) => dimension === 'seller')
  )
    return 'I do not carry rows over from the answer before. Name whom you mean, or ask it in one question.'
  return null
}

/** The bound is said of the later days, which are those asked about. */
const saidLast = (text: string, index: string): boolean => {
  const all = [...text.matchAll(/ p:(\d+)(?= )/g)].map(([, one]) => one)
  return all.at(-1) === index && !/ (?:whose|and|but) .* p:\d+ $/.test(text.slice(text.indexOf(` p:${index} `)))
}
