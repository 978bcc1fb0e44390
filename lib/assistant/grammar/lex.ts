import type { Period } from '#lib/analytics/period/period.ts'
import { readPeriod, type Today } from '#lib/analytics/period/read-period.ts'
import { CARRIERS, NEGATIONS, NOT_KEPT, PERSONAL, RULE_WORDS, SMALL } from './lexicon.ts'
import { NUMBER_WORDS } from './number-words.ts'
import { normalise, ordered, words } from './text.ts'
import { type Correction, corrected } from './typos.ts'
import { markUnits, splitsOfDays } from './units.ts'
import { CHANGE_WORDS } from './verbs-of-change.ts'
import { isCountryCode, METRIC_AND_DIMENSION_PHRASES, type Names, valueMark, valuePhrases } from './vocabulary.ts'
import { EXTRA_PHRASES } from './ways-of-asking.ts'

/** A period as it was written: its words go into the query, so that it says what the person said. */
export type Said = { readonly words: string; readonly period: Period }

/**
 * A question with what is known of it marked: `m:` metrics, `a:` words that may be several, `d:` splits, `f:` values, `p:` periods,
 * `c:` comparisons. The rest are plain words, for the rules to read.
 */
export type Lexed = {
  readonly text: string
  /** Before anything was marked, corrected: number and word order as they were. */
  readonly plain: string
  /** The same without the names of sellers: a shop may be called by any word. */
  readonly unnamed: string
  readonly periods: readonly Said[]
  readonly corrections: readonly Correction[]
}

const ALL_PHRASES = [...EXTRA_PHRASES, ...METRIC_AND_DIMENSION_PHRASES].toSorted(
  (left, right) => right.words.length - left.words.length,
)

const lettersOf = (pattern: RegExp) => pattern.source.match(/[a-z]{3,}/g) ?? []

/** Everything that is known of one marketplace's words: built once for as long as its names are the same. */
type Known = { readonly values: ReturnType<typeof valuePhrases>; readonly known: ReadonlySet<string> }
const kept = new WeakMap<Names, Known>()

function knownOf(names: Names): Known {
  const found = kept.get(names)
  if (found !== undefined) return found
  const values = valuePhrases(names)
  const known = new Set(
    [
      ...SMALL,
      ...CARRIERS,
      ...NEGATIONS,
      ...RULE_WORDS,
      ...CHANGE_WORDS,
      ...[...METRIC_AND_DIMENSION_PHRASES, ...EXTRA_PHRASES, ...values].flatMap((one) => one.words.split(' ')),
      ...NOT_KEPT.flatMap(([pattern]) => lettersOf(pattern)),
      ...lettersOf(PERSONAL),
    ].filter((word) => word !== ''),
  )
  kept.set(names, { values, known })
  return { values, known }
}

export function lex(question: string, names: Names, now: Today): Lexed {
  const { values, known } = knownOf(names)
  const { text: typed, corrections } = corrected(withCodes(normalise(question), question), known)
  const read = ordered(typed)
  const plain = read.replace(/(?<=\d) percent(?= )/g, '%').replace(OUR_COUNTRY, ` ${valueMark('country', 'US')}`)
  // Ids are read in small letters; what was written counts.
  const written = new Map((question.match(/\b(?:sel|acct)_\w+/g) ?? []).map((id) => [id.toLowerCase(), id]))
  let text = plain.replace(
    / ((?:sel|acct)_[a-z0-9_]+)/g,
    (_, id: string) => ` ${valueMark('seller', written.get(id) ?? id)}`,
  )
  text = mark(
    text,
    values.filter((one) => one.mark.startsWith('f:seller:')),
  )
  const unnamed = text
  text = markComparisons(markUnits(text))
  const found = ofLastUnit(markPeriods(text, now), now)
  text = mark(splitsOfDays(found.text, found.periods), ALL_PHRASES)
  text = mark(text, values)
  return { text, plain, unnamed, periods: found.periods, corrections }
}

/** "AOV of us sellers": a country, where nobody shows, gives or owes us anything. */
const OUR_COUNTRY =
  /(?<! (?:show|give|tell|get|send|list|let|owe|owes|cost|costs|gives|tells|shows)) us(?= (?:based )?(?:sellers?|merchants?|vendors?|shops?|stores?) )/g

/** Two capital letters are a country: the same small ones are words. */
function withCodes(text: string, question: string): string {
  // Whoever writes everything in capitals marks nothing with them.
  if (!/\p{Ll}/u.test(question.replace(/\b[a-z]{2,4}_\w+/g, ''))) return text
  const codes = new Set([...question.matchAll(/\b[A-Z]{2}\b/g)].map(([code]) => code).filter(isCountryCode))
  return [...codes].reduce((all, code) => all.replace(words(code.toLowerCase()), valueMark('country', code)), text)
}

const mark = (text: string, phrases: readonly { readonly words: string; readonly mark: string }[]) =>
  phrases.reduce(
    (all, phrase) => (all.includes(phrase.words) ? all.replace(words(phrase.words), phrase.mark) : all),
    text,
  )

const YEAR_BEFORE =
  /(?<=\s)(?:(?:the )?same (?:period|time|month|quarter|week|days?|months|quarters) (?:of |in )?(?:last year|(?:a|the|one) year (?:ago|before|earlier))|(?:the )?same (?:period|month|quarter) (?:the )?(?:year before|previous year|prior year)|(?:this time|(?:the )?same (?:point|stage)(?: in)?) last year|(?:last|prior|previous) (?:year to date|ytd)|a year (?:ago|earlier|before)|one year (?:ago|earlier)|year over year|year on year|yoy|(?:the )?(?:year before|prior year|previous year))(?=\s)/g
const PERIOD_BEFORE =
  /(?<=\s)(?:(?:the )?(?:previous|prior|preceding|earlier) (?:period|one)|(?:the )?(?:period|month|quarter|week|day) (?:before|prior)(?! last)|(?<=(?:vs|versus|to|with|against|than) (?:the )?)(?:previous|prior|preceding|earlier) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:days|weeks|months|quarters|years)|(?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:days|weeks|months|quarters|years) (?:before|prior|earlier)(?: that)?|(?:the )?(?:month|quarter|week|day) over (?:month|quarter|week|day)|mom|qoq|wow|month on month|quarter on quarter|week on week|before that)(?=\s)/g

const markComparisons = (text: string) =>
  text.replace(YEAR_BEFORE, 'c:year').replace(PERIOD_BEFORE, (words: string) => {
    const [, count, unit] =
      /\b(\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (day|week|month|quarter|year)s/.exec(words) ?? []
    return count === undefined || unit === undefined ? 'c:prev' : `u:${NUMBER_WORDS.get(count) ?? count}:${unit}`
  })

/** More words than this are no period. */
const PERIOD_WORDS_MAX = 9
/** Words that read as a period by themselves, and are something else in a sentence. */
const NOT_ALONE = new Set(['all', 'ever', 'overall', 'so far', 'to date', 'lifetime'])
/** Months that are words, too. */
const MONTH_WORDS = new Set(['may', 'mar', 'dec', 'sep', 'march'])
const BEFORE_DAYS = /^(?:in|for|during|of|since|from|last|this|by)$/
const BESIDE_MONTH =
  /^(?:in|for|during|of|since|from|last|this|by|to|with|vs|versus|than|against|over|through|until|till|between|about|or|vs|versus|,)$/
const BEHIND_MONTH = /^(?:vs|versus|compared|against|than|cohorts?|vintages?|starters?|joiners|intake|newcomers)$/
const isNoMonth = (said: string, before = '', behind = '') =>
  MONTH_WORDS.has(said) && !BESIDE_MONTH.test(before) && !BEHIND_MONTH.test(behind)
const isNumber = (text: string) => /^\d+$/.test(text)

/** The longest runs of words that mean days, wherever they stand. */
function markPeriods(text: string, now: Today): { text: string; periods: Said[] } {
  const tokens = text.trim().split(' ')
  const periods: Said[] = []
  for (let length = Math.min(PERIOD_WORDS_MAX, tokens.length); length > 0; length -= 1)
    for (let start = 0; start + length <= tokens.length; start += 1) {
      const run = tokens.slice(start, start + length)
      if (run.some((token) => /^[mdfpcau]:/.test(token) || token === ',')) continue
      const said = run.join(' ')
      const [first = '', last = ''] = [run[0], run.at(-1)]
      if (!mayBegin(first, tokens[start - 1]) || /^(?:the|in|during|for|of|on|and|to)$/.test(last)) continue
      if (NOT_ALONE.has(said) && !BEFORE_DAYS.test(tokens[start - 1] ?? '')) continue
      if (isNoMonth(said, tokens[start - 1], tokens[start + length])) continue
      // "From the March cohort" is no beginning, "all sellers" no period.
      if (
        said === 'all' ||
        (/^(?:from|since)$/.test(first) &&
          tokens.slice(start + length, start + length + 3).some((token) => COHORT_NEXT.test(token)))
      )
        continue
      const period = readPeriod(said, now)
      if (period === null) continue
      tokens.splice(start, length, `p:${periods.length}`)
      periods.push({ words: said, period })
    }
  return { text: ` ${tokens.join(' ')} `, periods }
}

/** "Quarter on quarter" without days: the last whole one against the one before it. */
function ofLastUnit(found: { text: string; periods: Said[] }, now: Today): { text: string; periods: Said[] } {
  const unit = / u:(quarter|week)(?= )/.exec(found.text)?.[1]
  if (found.periods.length > 0 || unit === undefined || / d:| by (?:quarter|week) /.test(found.text)) return found
  const words = `last ${unit}`
  const period = readPeriod(words, now)
  if (period === null) return found
  return { text: found.text.replace(` u:${unit}`, ' p:0 c:prev'), periods: [{ words, period }] }
}

const COHORT_NEXT = /^(?:cohorts?|vintages?|intake|joiners)$/

const mayBegin = (first: string, before = '') =>
  !/^(?:the|in|during|for|of|on|and|to|by|with)$/.test(first) &&
  !(isNumber(first) && /^(?:than|above|below|over|under|least|most|top|bottom|first|by|exceeding)$/.test(before))
