import type { DimensionId } from '#lib/analytics/dimensions.ts'
import { daysBetween } from '#lib/analytics/period/calendar.ts'
import type { Period } from '#lib/analytics/period/period.ts'
import type { Filter } from '#lib/analytics/schema.ts'
import { type Sentence, takeAll } from './parts.ts'

/** A word in front that makes the noun part of a name or of the whole, and no split. */
const NO_SPLIT =
  /(?: (?:of|for|from|to|our|in|these|those|this|that|its|their|to the|of the|for the|from the|all our|of our|to our|of all|for all|did|did the|did our|did all|do|have|have the|have our)) d:(?:seller|currency|method|reason|country|category)(?= )(?! d:| f:)/
const LISTS =
  /^(?: (?:please|can|could|you|i|see|me|now|pls))* (?:list|show|give|get|display|name) .*d:| (?:and|with) (?:their|its) /
const TREND =
  /(?: (?:over time|trend|trends|trending|timeline|evolution|development|history|historically|time series|develop|developed|evolve|evolved|progress))(?= )/
const SPLIT =
  / (?:(?:split|broken|break|grouped|group|sorted|ranked|breakdown|drill|down|out)? ?(?:by|over|per|for each|for every|each|every|across|which|what|whose|and by|and|,|the|d:)* )?d:(?<id>\w+)(?= )/

/** What the rows are split by. The noun of a value ("category books") is no split. */
export function readSplits(
  sentence: Sentence,
  filters: readonly Filter[],
  isRanked: boolean,
): { splits: DimensionId[]; hasTrend: boolean } {
  let hasTrend = false
  takeAll(sentence, TREND, () => {
    hasTrend = true
    return ''
  })
  const compared = filters
    .filter(({ is, values }) => is === 'one_of' && values.length > 1)
    .map(({ dimension }) => dimension)
  if (!isRanked) takeAll(sentence, NO_SPLIT, () => '')
  // "All sellers" are the whole, unless they are to be listed.
  if (!isRanked && !LISTS.test(sentence.text))
    takeAll(
      sentence,
      / all(?: the| our)? d:(?:seller|currency|method|reason|country|category)(?= )(?! d:| f:)/,
      () => '',
    )
  // "US sellers and German sellers": the countries are compared.
  if (!isRanked && compared.length > 0)
    takeAll(sentence, / (?:and|or|vs|versus|with|against|to|than|,) d:seller(?= )/, () => '')
  const splits: DimensionId[] = []
  takeAll(sentence, SPLIT, ({ id = '' }) => {
    splits.push(id as DimensionId)
    return ''
  })
  return { splits: [...new Set([...splits, ...compared])], hasTrend }
}

const DAILY_UP_TO = 35
const WEEKLY_UP_TO = 130

/** Days for a month, weeks for a quarter, months for more. */
export function trendOf({ from, until }: Period): DimensionId {
  const days = daysBetween(from, until)
  return days <= DAILY_UP_TO ? 'day' : days <= WEEKLY_UP_TO ? 'week' : 'month'
}
