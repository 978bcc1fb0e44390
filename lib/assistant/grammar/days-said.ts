const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const POINT = `(?:${MONTH}|q[1-4]|h[12])(?: ?'?\\d{2,4})?`
const DASH = '\\s*(?:-|–|—|->)\\s*'
const DATE = '\\d{1,2}(?:st|nd|rd|th)?'
const UNIT = '(?:days?|weeks?|months?|quarters?|years?)'

/** Before punctuation goes: dashes and arrows between days, and years with an apostrophe. Small letters. */
export const daysJoined = (text: string): string =>
  text
    .replace(/\s*(?:-+>|=+>|→|➔|⇒)\s*/g, ' to ')
    .replace(new RegExp(`\\b(${POINT})${DASH}(?=${POINT}\\b)`, 'g'), '$1 to ')
    .replace(new RegExp(`\\b(${DATE})${DASH}(${DATE})(?= (?:of )?${MONTH}\\b)`, 'g'), '$1 to $2')
    .replace(new RegExp(`\\b(${MONTH}) (${DATE})${DASH}(?=${DATE}\\b)`, 'g'), '$1 $2 to ')
    .replace(new RegExp(`\\b(${MONTH}|q[1-4]|h[12]|fy) ?['’](\\d{2})\\b`, 'g'), '$1 20$2')
    .replace(/\b(q[1-4]|h[12]|fy) ?(2\d)\b(?!%|\d)/g, '$1 20$2')
    .replace(/\b(2\d)(q[1-4]|h[12])\b/g, '$2 20$1')

const ORDINAL: Readonly<Record<string, string>> = { '1st': 'first', '2nd': 'second', '3rd': 'third', '4th': 'fourth' }

/** Ways of naming days that another way names more plainly. One space between words and at both ends. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [new RegExp(` (in|of|for|during|since) (${MONTH}) '?(2[4-9])(?= (?!st|nd|rd|th|to|,? \\d{4}))`, 'g'), ' $1 $2 20$3'],
  [
    / (first|second|third|fourth) (and|or|to|vs|versus|against|from|with) (?:the )?(second|third|fourth|first) (quarter|half)(?= )/g,
    ' $1 $4 $2 $3 $4',
  ],
  [/ (last|previous|this) (week|month|quarter|year) so far(?= )/g, ' $1 $2'],
  [/ (second half|first half|h[12]|q[1-4]) so far(?= )/g, ' $1'],
  [/ (?:prior|previous|last) year(?:s)? (quarter|month|period|week)(?= )/g, ' same $1 last year'],
  [
    / (?:ever|in history|on record|of all times?)(?= )(?<= (?:best|worst|highest|lowest|biggest|largest|smallest|most|top|record|strongest|weakest)(?: \S+){1,3})/g,
    ' all time',
  ],
  [
    / (?:over|through|throughout|during|across|in the course of|over the course of) the year(?= (?!to|before|ago|20))/g,
    ' this year',
  ],
  [
    new RegExp(
      ` (?:from|since|starting|as of) (?<day>(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?|the (?:first|1st) of ${MONTH}) (?:up )?(?:until|till|to|through) (?:now|today|date)(?= )`,
      'g',
    ),
    ' since $<day>',
  ],
  [new RegExp(` the first of (?=${MONTH} )`, 'g'), ' the 1st of '],
  [
    / (first|second|third|fourth|1st|2nd|3rd|4th) (quarter|half)((?: (?:of )?(?:the )?(?:year|\d{4}))?) (vs|versus|against|and|over|to|with|than|compared to|compared with)(?: the)? (first|second|third|fourth|1st|2nd|3rd|4th)(?= (?!quarter|half))/g,
    ' $1 $2$3 $4 $5 $2',
  ],
  [/ (?:first|opening) half(?: of)?(?: the| this)? (?:year|yr)(?= )/g, ' h1'],
  [/ (?:second|latter|closing) half(?: of)?(?: the| this)? (?:year|yr)(?= )/g, ' h2'],
  [
    new RegExp(
      ` (${POINT}) (?:on|over|next to|beside|alongside|compared against|set against|up against|measured against|relative to)(?: the)? (?=${POINT} )`,
      'g',
    ),
    ' $1 vs ',
  ],
  [
    / (?:last|previous|prior) year(?: ,)?(?: (?:for|over|in|during))?(?: the)? same (?:period|time|stretch|days|months?|span|point|quarter|weeks?|range)(?= )/g,
    ' the same period last year',
  ],
  [/ (?:past|last|previous) fortnight(?= )/g, ' last 14 days'],
  [/ (?:past|last|previous) half[ -]year(?= )/g, ' last 6 months'],
  [/ (?:the |this )?past (?:year|twelvemonth)(?= )/g, ' last 12 months'],
  [
    new RegExp(
      ` (?:rolling|running|preceding|most recent|latest|prior|the last|the past|these last|these past)(?= (?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety) (?:full |whole |complete )?${UNIT} )`,
      'g',
    ),
    ' last',
  ],
  [new RegExp(` (?:last|past|trailing) (?:a )?couple of(?= ${UNIT} )`, 'g'), ' last 2'],
  [/ (last|past|trailing) fourteen(?= days )/g, ' $1 14'],
  [/ (last|past|trailing) thirty(?= days )/g, ' $1 30'],
  [/ (last|past|trailing) sixty(?= days )/g, ' $1 60'],
  [/ (last|past|trailing) ninety(?= days )/g, ' $1 90'],
  [/ (\d+) day (?:trailing|rolling)(?: window| average)?(?= )/g, ' last $1 days'],
  [
    / (?:since|from) (?:we|the platform|the marketplace|it all|everything|the company) (?:started|began|launched|opened|exist|existed|went live)(?= )/g,
    ' all time',
  ],
  [
    / since (?:launch|inception|day one|day 1|the very beginning|go live|we went live|the dawn of time)(?= )/g,
    ' all time',
  ],
  [/ (?:of|from|across|over|in) all times?(?= )/g, ' all time'],
  [/ all[ -]time(?= )/g, ' all time'],
  [new RegExp(` since (?:the )?(?:start|beginning|1st|first)(?: day)? of (${POINT})(?= )`, 'g'), ' since $1'],
  [
    new RegExp(
      ` (?:as of|as from|starting(?: in| from| with)?|beginning(?: in| with)?|from) (${POINT})(?: on| onwards?| forward| and on| and later| up to now| up to today| to now| to date| until now| until today| till now| till today| through today| to present| to the present)+(?= )`,
      'g',
    ),
    ' since $1',
  ],
  [
    new RegExp(
      ` since (${POINT})(?: on| onwards?| up to now| up to today| to now| to date| until now| until today| till now| till today| through today| up until now| and counting)+(?= )`,
      'g',
    ),
    ' since $1',
  ],
  [
    new RegExp(
      `(?<! \\d{1,2}(?:st|nd|rd|th)?(?: of)?) (${POINT}) (?:and later|and after|onwards?|to now|to date|to present|until now|till now|until today|through today|up to now)(?= )`,
      'g',
    ),
    ' since $1',
  ],
  [/ so far (?:into )?(this (?:month|week|quarter|year)|today)(?= )/g, ' $1'],
  [
    / (this (?:month|week|quarter|year)|today) (?:so far|to date|up to now|until now|till now|up to today|as of (?:today|now))(?= )/g,
    ' $1',
  ],
  [/ so far (?:in )?(?=20\d\d )/g, ' '],
  [new RegExp(` (?:this )?(${MONTH})(?: this year)?(?: \\d{4})? so far(?= )`, 'g'), ' $1'],
  [/ (?:whole|entire|full|complete|all of|all) (?=(?:the )?(?:last|this|previous) (?:month|quarter|year|week) )/g, ' '],
  [
    new RegExp(
      ` (?:whole|entire|full|complete|all|all of|the whole of|the month of|the quarter|calendar) (?=(?:${POINT}|20\\d\\d) )`,
      'g',
    ),
    ' ',
  ],
  [
    / (?:the )?(?:most recent|latest|newest|just finished|just ended|recently ended|last complete|last full|last completed|last closed|last finished|previous complete|previous full) (month|quarter|week|year)(?= )/g,
    ' last $1',
  ],
  [/ (?:the )?(?:running|ongoing|present|current) (month|quarter|week|year)(?= )/g, ' this $1'],
  [
    / (?:at the moment|as of (?:right )?now|as of today|as things stand|right now|at present|presently|currently|these days|nowadays|lately|recently|of late|now|at this point(?: in time)?|as it stands|for the moment|at this moment)(?= (?!(?:by|split|only|just|for|in|per|weekly|monthly|daily|the|and|with|as|sort|rank|show|compare|without) ))/g,
    ' ',
  ],
  [
    / (?:for|in|over|during) (?:the )?(?:period|time|days|timeframe|time frame|window|months|stretch) (?=(?:from|between|since|of|q[1-4]|last|this) )/g,
    ' ',
  ],
  [/ (?:the )?(?:day|night) before yesterday(?= )/g, ' 2 days ago'],
  [/ (?:going |moving |coming |getting )from (?=\S+(?: \d+)? to )/g, ' from '],
]

/** The days of a question in the words that periods are read from. */
export function daysSaid(text: string): string {
  let said = text.replace(/ (1st|2nd|3rd|4th)(?= (?:quarter|half) )/g, (_, word: string) => ` ${ORDINAL[word] ?? word}`)
  for (const [pattern, plain] of PLAINER) said = said.replace(pattern, plain)
  return said.replace(/\s+/g, ' ')
}
