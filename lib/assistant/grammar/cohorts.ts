import { addMonths } from '#lib/analytics/period/calendar.ts'
import type { Filter } from '#lib/analytics/schema.ts'
import type { Lexed } from './lex.ts'
import { type Sentence, takeAll } from './parts.ts'

const COHORTS_MAX = 36

const COHORT =
  / p:(?<index>\d+) d:cohort(?= )| (?:(?<!by |per |each |every |across |and )d:cohort(?: (?:of|from|in|for))?|j:in(?: (?:in|during|of|on))?)(?: the)? p:(?<after>\d+)(?= )/

export type Cohorts = {
  readonly filters: readonly Filter[]
  /** Several cohorts beside each other, and not sellers of all of them together. */
  readonly isCompared: boolean
  /** Days of the first sale, where nothing but who had it was asked. */
  readonly joined: string | null
}

/** "The cohort of October 2026", "who joined in Q2": sellers whose first sale was in those months. */
export function readCohorts(sentence: Sentence, periods: Lexed['periods'], today: string): Cohorts {
  const later = soldBefore(sentence, periods, today)
  const isJoined = / j:in /.test(sentence.text)
  if (isJoined && !/ m:/.test(sentence.text)) return { filters: [], isCompared: false, joined: joinedIn(sentence) }
  const values: string[] = []
  let count = 0
  let isRange = false
  takeAll(sentence, COHORT, ({ index, after }) => {
    const said = periods[Number(index ?? after)]
    if (said === undefined || !said.period.from.endsWith('-01')) return 'j:in'
    count += 1
    isRange ||= / (?:and|vs|versus) /.test(said.words) && !/^(?:between|from) /.test(said.words)
    const { from, until } = said.period
    for (let month = from; month < until && values.length < COHORTS_MAX; month = addMonths(month, 1))
      values.push(month.slice(0, 7))
    return ''
  })
  const isCompared = !isJoined && (count > 1 || isRange)
  const of: Filter[] = values.length === 0 ? [] : [{ dimension: 'cohort', is: 'one_of', values: [...new Set(values)] }]
  return {
    filters: [...of, ...later],
    isCompared,
    joined: null,
  }
}

const BEFORE = / j:in (?:before|prior to|earlier than|until)(?: the)? p:(?<index>\d+)(?= )/

/** "Who first sold before 2026": of none of the cohorts since. */
function soldBefore(sentence: Sentence, periods: Lexed['periods'], today: string): Filter[] {
  const values: string[] = []
  if (!/ [mw]:/.test(sentence.text)) return []
  takeAll(sentence, BEFORE, ({ index }) => {
    const from = periods[Number(index)]?.period.from ?? ''
    if (!from.endsWith('-01')) return 'j:in'
    for (let month = from; month <= today && values.length < COHORTS_MAX; month = addMonths(month, 1))
      values.push(month.slice(0, 7))
    return ''
  })
  return values.length === 0 || values.length === COHORTS_MAX ? [] : [{ dimension: 'cohort', is: 'none_of', values }]
}

/** Who had their first sale then: new sellers, by name. */
function joinedIn(sentence: Sentence): string | null {
  let said: string | null = null
  takeAll(sentence, / j:in(?: (?:in|during|of|on))?(?: the)? (?<period>p:\d+)(?= )/, ({ period = '' }) => {
    said ??= period
    return `m:new_sellers ${period}`
  })
  return said
}
