import { type Comparison, comparedWith, type Period } from '#lib/analytics/period/period.ts'
import { readPeriod, type Today } from '#lib/analytics/period/read-period.ts'
import type { Said } from './lex.ts'
import { type Sentence, takeAll } from './parts.ts'

const VERSUS =
  ' (?:(?:when |as )?(?:compared|compare|comparing|relative|in comparison)(?: it| that| them| this)?(?: to| with| against)?|vs|versus|against|than(?: in)?|over|from|minus)'
const WITH_MARK = new RegExp(`(?:${VERSUS})?(?: (?:in|the|to|of|for))* c:(?<mark>prev|year)(?= )`)
const WITH_PERIOD = new RegExp(`(?<versus>${VERSUS})(?: (?:in|the|to|of|for))* p:(?<index>\\d+)(?= )`)
const TWO_PERIODS = / p:(?<index>\d+) (?<word>and|to|with|vs|versus) p:(?<other>\d+)(?= )/
/** Days up to a day have no beginning that anybody named. */
const OPEN_END = / (?:until|till|through|up to|before|prior to|by the end of)(?: the)? p:\d+(?= )/
const ANY_PERIOD = /(?: (?:in|during|for|of|on|over|the|within|from|at|as of))* p:(?<index>\d+)(?= )/
const ANY_CHANGE =
  / (?<word>difference|going up|going down|change|changed|changes|growth|grow|grew|compare|compared|comparison|increase|increased|decrease|decreased|went up|went down|go up|go down|rise|rose|drop|dropped|fall|fell|decline|declined|moves?|moved|moving|shifted|swung)(?: or (?:down|up|going down|decrease|fall|drop))?(?= )/

export type Times = {
  readonly said: Said | null
  readonly comparison: Comparison | null
  /** The period it would be about by itself, where only the other side of a comparison was named. */
  readonly alone: Said | null
  /** The other side of a comparison, where what is compared with it was said in the question before. */
  readonly against: Said | null
  /** A change was asked for within a range: nobody can tell which two parts of it are meant. */
  readonly isChangeWithin: boolean
  /** How something moved over so long that its months say it. */
  readonly isTrend: boolean
  /** What it is compared with, by name: neither the days before it nor those of a year earlier. */
  readonly beside: Said | null
  /** Two periods were said, and nothing that puts one against the other. */
  readonly isListed: boolean
  /** Only what something is compared with was said, and not what is. */
  readonly isOneSided: boolean
  /** More periods were said than two can be. */
  readonly isMany: boolean
}
type Settled = Omit<Times, 'against' | 'isMany' | 'isListed' | 'isOneSided'>

/** The period, and what it is compared with: by name, by a second period, or because a change was asked for. */
export function readTimes(
  sentence: Sentence,
  periods: readonly Said[],
  now: Today,
  moved: { readonly isMoved: boolean; readonly isOfRows: boolean },
): Times {
  let comparison: Comparison | null = null
  let said: Said | null = null
  let other: Said | null = null
  let isChange = false
  let isAgainst = false
  let isPlainlyAgainst = false
  const isOfThree = ofThree(sentence.text, periods)
  const all = new Set([...sentence.text.matchAll(/ p:(\d+)(?= )/g)].map(([, index]) => spanOf(periods[Number(index)])))
  const saysPart =
    / (?:c:(?:prev|year)|by how much|how much more|how much less|how many more|how many fewer|p:\d+ (?:vs|versus|than|compared)) /.test(
      sentence.text,
    )
  takeAll(sentence, OPEN_END, () => 'until')
  let isListed = false
  const compares = / (?:compar\w+|vs|versus|against|than|differ\w*|change\w*|moved?|grew|rose|fell) /.test(
    sentence.text,
  )
  takeAll(sentence, TWO_PERIODS, ({ index, word, other: second }) => {
    isListed ||= word === 'and' && !compares
    said ??= periods[Number(index)] ?? null
    other ??= periods[Number(second)] ?? null
    return ''
  })
  takeAll(sentence, WITH_MARK, ({ mark }) => {
    comparison ??= mark === 'year' ? 'same_period_last_year' : 'previous_period'
    return ''
  })
  takeAll(sentence, WITH_PERIOD, ({ index, versus = '' }) => {
    isAgainst ||= !/^ (?:over|from|minus)/.test(versus)
    isPlainlyAgainst ||= /compar|vs|versus|against|than/.test(versus)
    other ??= periods[Number(index)] ?? null
    return ''
  })
  takeAll(sentence, ANY_PERIOD, ({ index }) => {
    if (said === null) said = periods[Number(index)] ?? null
    else other ??= periods[Number(index)] ?? null
    return ''
  })
  const comparesValues = / f:(\w+):[^ ]+ (?:\S+ )*?f:\1:/.test(sentence.text)
  const comparesFigures =
    said !== null &&
    other === null &&
    !isPair(said) &&
    / m:\w+ (?:and|with|to|vs|versus|against) (?:the |our )?m:/.test(sentence.text)
  takeAll(sentence, ANY_CHANGE, ({ word = '' }) => {
    if ((comparesValues && /^(?:compar|differ)/.test(word)) || (word.startsWith('compar') && comparesFigures)) return ''
    isChange ||= comparison === null
    comparison ??= 'previous_period'
    return ''
  })
  const isSplit = / d:(?:month|week|day)(?= )/.test(sentence.text)
  const settled = {
    ...settle(said, other, comparison),
    against: isAgainst && said === null ? other : null,
    isMany: all.size > 2 || isOfThree,
    isListed,
    // "Fell in comparison to Q2": in which days, nobody said.
    isOneSided:
      isPlainlyAgainst &&
      moved.isMoved &&
      said === null &&
      other !== null &&
      !/^(?:last|previous|prior) /.test((other as Said).words),
  }
  if (!(isChange || moved.isMoved) || settled.said === null || (said !== null && other !== null))
    return { ...settled, isTrend: false }
  const { words } = settled.said
  const ends = /^(?:(?:between|from) )?(?<first>.+) (?:and|to) (?<second>.+)$/.exec(words)?.groups
  if (ends !== undefined)
    return isSplit && !moved.isOfRows
      ? { ...settled, comparison: null, isTrend: false }
      : endsCompared(settled, ends, now, moved.isOfRows)
  // What moved since a day, or over several months, is seen month by month; whose it was would be another question.
  const isLong =
    /^(?:since|from|after|starting) /.test(words) ||
    /^(?:last|past|previous|prior|trailing) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) /.test(words)
  // By month, how it changed is seen from row to row.
  if (isSplit && !saysPart && !moved.isOfRows) return { ...settled, comparison: null, isTrend: false }
  if (!isLong || saysPart || moved.isOfRows) return { ...settled, isTrend: false }
  return { ...settled, comparison: null, isTrend: true }
}

/** "Q1, Q2 and Q3": three, of which two follow each other. */
const ofThree = (text: string, periods: readonly Said[]): boolean =>
  [...text.matchAll(/ p:(\d+) (?:,|vs|and|or|versus|against) (?:the )?p:(\d+)(?= )/g)].some(([, one, other]) => {
    const pairs = [one, other].map((index) => / and /.test(periods[Number(index)]?.words ?? ''))
    return / p:\d+ , p:\d+ /.test(text) && pairs.filter(Boolean).length === 1
  })

const spanOf = (said: Said | undefined): string => `${said?.period.from}/${said?.period.until}`

/** "Q2 and Q3": two periods in one. */
const isPair = ({ words }: Said): boolean => / (?:and|to) /.test(words)

/** "From Q2 to Q3": the one against the other, where a comparison of ours puts them beside each other. */
function endsCompared(
  settled: Times,
  { first = '', second = '' }: Readonly<Record<string, string>>,
  now: Today,
  isOfRows: boolean,
): Times {
  const year = /\d{4}/.exec(second)?.[0]
  const [earlier, later] = [
    readPeriod(year !== undefined && !/\d{4}/.test(first) ? `${first} ${year}` : first, now),
    readPeriod(second, now),
  ]
  const comparison = earlier === null || later === null ? null : relation(later, earlier)
  if (later === null || earlier === null || (comparison === null && !isOfRows))
    return { ...settled, isChangeWithin: true, isTrend: false }
  if (comparison === null) {
    const beside = { words: first, period: earlier }
    return { ...settled, said: { words: second, period: later }, comparison: 'previous_period', beside, isTrend: false }
  }
  return { ...settled, said: { words: second, period: later }, comparison, isTrend: false }
}

/** "Last October", beside this one: a year earlier. */
const OF_YEAR = /^(?:previous|prior|last) (?:[a-z]{3,9}|q[1-4]|h[12])$(?<! (?:month|quarter|week|day|year))/

function settle(said: Said | null, other: Said | null, comparison: Comparison | null): Settled {
  if (other === null) return { said, comparison, alone: null, isChangeWithin: false, isTrend: false, beside: null }
  if (said === null) return beforeOf(other, comparison)
  if (other.period.from === said.period.from && /^(?:previous|prior|last) /.test(other.words))
    return {
      said,
      comparison: OF_YEAR.test(other.words) ? 'same_period_last_year' : 'previous_period',
      alone: null,
      isChangeWithin: false,
      isTrend: false,
      beside: null,
    }
  const [later, earlier] = said.period.from >= other.period.from ? [said, other] : [other, said]
  const found = relation(later.period, earlier.period)
  return {
    said: later,
    comparison: found ?? 'previous_period',
    alone: null,
    isChangeWithin: false,
    isTrend: false,
    beside: found === null ? earlier : null,
  }
}

/** "Compared to last month" by itself is about this month; "to last year", about this year. */
function beforeOf(other: Said, comparison: Comparison | null): Settled {
  const unit = /\b(week|month|quarter|year)\b/.exec(other.words)?.[1]
  if (unit === undefined || !/^(?:last|previous|prior)/.test(other.words))
    return { said: other, comparison, alone: null, isChangeWithin: false, isTrend: false, beside: null }
  return {
    said: null,
    comparison: 'previous_period',
    alone: { words: `this ${unit}`, period: other.period },
    isChangeWithin: false,
    isTrend: false,
    beside: null,
  }
}

export function relation(later: Period, earlier: Period): Comparison | null {
  for (const comparison of ['previous_period', 'same_period_last_year'] as const)
    if (comparedWith(later, comparison).from === earlier.from) return comparison
  const isWholeYear = earlier.from.endsWith('-01-01') && earlier.until.endsWith('-01-01')
  const isYearBefore = Number(later.from.slice(0, 4)) - Number(earlier.from.slice(0, 4)) === 1
  return isWholeYear && isYearBefore ? 'same_period_last_year' : null
}
