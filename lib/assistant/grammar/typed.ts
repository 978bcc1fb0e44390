import { NUMBER_WORDS } from './number-words.ts'

/** What people type, as a rule reads it: courtesy, what is shortened, and counts behind what they count. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/ (?:plz+|pls+|pleas) /g, ' please '],
  [/ (?:thx|thnx|tks|ty|cheers) /g, ' thanks '],
  [/ on an? (daily|weekly|monthly|quarterly|yearly|hourly) basis(?= )/g, ' $1'],
  [/ thru /g, ' through '],
  [/ very (?=(?:first|last|latest|best|worst|highest|lowest|biggest) )/g, ' '],
  [/ (?:first ever|1st ever|1st) (?=(?:sale|order) )/g, ' first '],
  [/ (their|its|a) first order /g, ' $1 first sale '],
  [/ (?:even (?:though|if|as|while|when)|although|though|whereas|whilst) /g, ' while '],
  [/ mov(?:ed|ing|e) (?:up|higher|upwards?)(?= )/g, ' went up'],
  [/ mov(?:ed|ing|e) (?:down|lower|downwards?)(?= )/g, ' went down'],
  [
    /(?<= how (?:has|have|did|does|do|is|are|was|were) (?:\S+ ){1,6})(?:moved|moving|move|fluctuated|varied)(?= )/g,
    'developed',
  ],
  [
    / (?:the )?same (?:stretch|span|portion|part|number of days|amount of time|time ?frame|window|point|stage|interval)(?= (?:of|in|last) )/g,
    ' the same period',
  ],
  // What is compared is as long as what it is compared with, so the days of a period are named by the period.
  [
    / (?:the )?same (?:period|time|days|time period) (?:of|in|during)(?= (?:the )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|(?:last|previous|prior) (?:month|quarter|week) ))/g,
    ' ',
  ],
]

const COUNTED = [...NUMBER_WORDS.keys()].join('|')
const COUNT_WORD = new RegExp(
  ` (first|top|bottom|just|only|limit|max|,) (${COUNTED})(?= (?!(?:other |full |whole )?(?:days?|weeks?|months?|quarters?|years?|hours?) ))`,
  'g',
)
const OF_THEM = new RegExp(
  ` (?:just |only |any )?(?:the )?(${COUNTED}|\\d{1,3}) of (?:them|those|these)(?= (?:please |thanks |, )*$)`,
)
const AT_MOST_ROWS =
  / (?:max (\d{1,3})(?: rows| results)?|, (?:the )?(\d{1,3}) (?:max|only|rows|results|entries|will do|is enough|is fine))(?= (?:please |thanks |, )*$)/

const HIGH = 'biggest|highest|largest|greatest|most|top'
const LOW = 'smallest|lowest|least|fewest'
const FIRST = new RegExp(
  ` (?:with )?(?:the )?(?<word>${HIGH}|${LOW}|best|worst) (?:ones? |figures? |values? |amounts? )?(?:first|on top|at the top)(?= )`,
)
const isHigh = (word: string) => new RegExp(`^(?:${HIGH})$`).test(word)

/** "Biggest first" beside a split; beside another rank it is that one's order, or nobody can say which of them counts. */
function withOrderSaid(text: string): string {
  const found = FIRST.exec(text)
  const word = found?.groups?.word
  if (found === null || word === undefined) return text
  const rest = text.replace(FIRST, '')
  const other = new RegExp(` (${HIGH}|bottom|${LOW}|best|worst) `).exec(rest)?.[1]
  if (other === undefined)
    return text.replace(FIRST, ` ${/^(?:best|worst)$/.test(word) ? word : isHigh(word) ? 'top' : 'bottom'} 100`)
  const isSame =
    other === word ||
    (isHigh(other) && isHigh(word)) ||
    new RegExp(`^(?:${LOW}|bottom) (?:${LOW})$`).test(`${other} ${word}`)
  return isSame ? rest : text.replace(FIRST, ` ${word}-first`)
}

const digits = (count: string) => NUMBER_WORDS.get(count) ?? count

/** `text`: small letters, one space between words and at both ends. */
export function asTyped(text: string): string {
  let said = text
  for (const [pattern, plain] of TYPED) said = said.replace(pattern, plain)
  said = said
    .replace(COUNT_WORD, (_, before: string, count: string) => ` ${before} ${digits(count)}`)
    .replace(OF_THEM, (_, count: string) => ` top ${digits(count)}`)
    .replace(AT_MOST_ROWS, (_, count?: string, other?: string) => ` top ${count ?? other}`)
  return withOrderSaid(said).replace(/\s+/g, ' ')
}
