const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const POINT = `(?:${MONTH}|q[1-4]|h[12])(?: 20\\d\\d)?`
const NOW = '(?:now|today|date|the present(?: day)?|this day|present|the current day)'
const UP_TO = '(?:up until|up till|up to|until|till|through|to)'
const MONDAY = 'mon(?:days?)?'
const SUNDAY = 'sun(?:days?)?'

const SPANS: readonly (readonly [RegExp, string])[] = [
  [/ (?:the )?(?:last|final|closing) quarter of (20\d\d)(?= )/g, ' q4 $1'],
  [/ (?:the )?(?:last|final|closing) half of (20\d\d)(?= )/g, ' h2 $1'],
  [/ (?:the )?(?:last|final|closing) month of (20\d\d)(?= )/g, ' december $1'],
  [/ (?:by|until|up to|as of|up until) (?:right )?now(?= (?:,|and|$))/g, ' until now'],
  // A week has those days anyway.
  [
    new RegExp(
      ` ((?:last|this|previous|prior) week)(?: ,)?(?: from)? ${MONDAY} (?:to|through|until|till|-) ${SUNDAY}(?= )`,
      'g',
    ),
    ' $1',
  ],
  [
    new RegExp(
      ` (?:from )?${MONDAY} (?:to|through|until|till|-) ${SUNDAY}(?: of| in)? ((?:last|this|previous|prior) week)(?= )`,
      'g',
    ),
    ' $1',
  ],
  [new RegExp(` (?:the )?(?:very )?(?:start|beginning|first day|begin)(?: of)? (?=(?:${POINT}) ${UP_TO} )`, 'g'), ' '],
  [new RegExp(`(?<= ${UP_TO}) (?:the )?(?:very )?(?:end|close|last day)(?: of)? (?=${POINT} )`, 'g'), ' '],
  [
    new RegExp(
      ` (?:from |since |starting |beginning )(?:the )?(?:start|beginning|first day) of (${POINT}) (?=(?:and )?${UP_TO} )`,
      'g',
    ),
    ' from $1 ',
  ],
  [new RegExp(` (20\\d\\d|${POINT}) so far(?= )`, 'g'), ' $1'],
  [
    new RegExp(
      ` (?:in|of|for) (${POINT}) (?:below|above|under|over) (?:that of |those of |the one of |in )?(?=${POINT} )`,
      'g',
    ),
    ' in $1 compared to ',
  ],
  // Up to today is what a running period has.
  [new RegExp(` (20\\d\\d|this (?:year|quarter|month|week))(?: ,)? ${UP_TO} ${NOW}(?= )`, 'g'), ' $1'],
  [
    new RegExp(
      `(?: in| for| during| from)?(?<! \\d{1,2}(?:st|nd|rd|th)?(?: of)?) (${POINT})(?: ,)? ${UP_TO} ${NOW}(?= )`,
      'g',
    ),
    ' since $1',
  ],
  [/ since (since|from) /g, ' since '],
  [/ from since /g, ' since '],
  [/(?: ,)? until now(?= )/g, ' '],
]

const LIST = new RegExp(
  ` (${MONTH})((?: ,? ?(?:(?:and|vs|v|versus|against) )?${MONTH}){2,})(?<year> 20\\d\\d)?(?= )`,
  'g',
)
const indexOf = (word: string) => MONTHS.findIndex((month) => month.startsWith(word.slice(0, 3)))

/** "January, February and March": from the first to the last, where none between them is missing. */
const monthsListed = (text: string): string =>
  text.replace(LIST, (found: string, first: string, rest: string, year = '') => {
    const months = [first, ...(rest.match(new RegExp(`\\b${MONTH}\\b`, 'g')) ?? [])].map(indexOf)
    const follows = months.every((month, at) => at === 0 || month === (months[at - 1] ?? 0) + 1)
    const isEach = / (?:vs|v|versus|against) /.test(rest)
    return follows
      ? `${isEach ? ' by month' : ''} ${MONTHS[months[0] ?? 0]} to ${MONTHS[months.at(-1) ?? 0]}${year}`
      : found
  })

const SAME = new RegExp(
  `(?<= (${POINT}) .*)(?: in| during| of)? (?:that|the)(?: very)? same (?:month|quarter)(?= )`,
  'g',
)
const POINTS = new RegExp(` ${POINT}(?= )`, 'g')

const OF_COHORT = new RegExp(
  ` (?:(${MONTH}(?: 20\\d\\d)?) (?:cohort|starters|newcomers)|cohort of (${MONTH}(?: 20\\d\\d)?)) (.*) (?:up to|until|till|through) (${MONTH})(?= )`,
)
/** "March cohort by month up to October": a cohort has no days before its own. */
const cohortUntil = (text: string): string =>
  / (?:from|since|between) /.test(text)
    ? text
    : text.replace(OF_COHORT, (_, one: string | undefined, other: string | undefined, rest: string, end: string) => {
        const begin = one ?? other ?? ''
        return ` cohort of ${begin} ${rest} from ${begin} to ${end}`
      })

/** "In that same month": the one that was named, where it is the only one. */
const sameSaid = (text: string): string =>
  new Set(text.match(POINTS)).size === 1 ? text.replace(SAME, (_, point: string) => ` in ${point}`) : text

/** Spans of days as the rules of days read them. Small letters, one space between words and at both ends. */
export function spansSaid(text: string): string {
  let said = monthsListed(text)
  for (const [pattern, plain] of SPANS) said = said.replace(pattern, plain)
  return sameSaid(cohortUntil(said)).replace(/\s+/g, ' ')
}
