/** A way of saying something, and a plainer one. */
export type Rewrite = readonly [RegExp, string]

export const NUMBER = '(?:\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)'
export const NOUN =
  '(?:sellers?|merchants?|vendors?|shops?|stores?|countr(?:y|ies)|categor(?:y|ies)|currenc(?:y|ies)|payment methods?|methods?|reasons?)'

/** How many rows, and how a list is named. */
const COUNTING: readonly Rewrite[] = [
  [/ platform and (stripe|processor|processing) fees(?= )/g, ' platform fees and $1 fees'],
  [/ (stripe|processor|processing) and platform fees(?= )/g, ' $1 fees and platform fees'],
  [/ (refund|dispute|take) and (refund|dispute|take) rates?(?= )/g, ' $1 rate and $2 rate'],
  [/ (?:measured|judged|going) by(?= )/g, ' by'],
  [/ reasons? behind(?= )/g, ' reasons for'],
  [
    / (?:please )?include(?: the| also)? (?=(?:gross|net|refunds?|disputes?|take|platform|seller|orders?|average|stripe|processor|payouts?) )/g,
    ' and ',
  ],
  [
    / (?:although|but|while|and|yet|though|whereas)(?: (?:they|it))? (?:have |had )?sold (less|more)(?= )/g,
    ' and $1 gross volume',
  ],
  [/ losing (?=(?:more than|at least|over) \d)/g, ' that lost '],
  [/ gaining (?=(?:more than|at least|over) \d)/g, ' that gained '],
  [/ (?:bringing|giving|making|paying|costing|earning)(?: us)? the (most|least)(?= )/g, ' with the $1'],
  [
    / (?:show |give )?(two|three|four|five|six|seven|eight|nine|ten)(?= , (?:in |only )?(?:usd|eur|gbp|jpy|chf|kwd|dollars|euros) )/g,
    ' top $1',
  ],
  [/ (?:with |- )*(?:min|at a minimum|at minimum) (?:of )?(?=\d+ )/g, ' with at least '],
  [
    /^ (?:now |please |and )*(?:flip|invert|reverse)(?: it| that| the list| the order)?(?: around| over| round)? $/g,
    ' reversed ',
  ],
  [
    / how many of(?: the)? ((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4])\S*(?: 20\d\d)?) (?:new sellers|newcomers|starters|first timers|joiners|newbies) (?:(?:still )?(?:had|made) (?:sales|orders|a sale|an order)|(?:still )?sold(?: something| anything)?|were (?:still )?(?:active|selling))(?= )/g,
    ' how many active sellers who joined in $1',
  ],
  [/ (?:may|might|could|can) (?:i|we) (?:please )?(?:get|have|see|ask|know|be told)(?: (?:for|about))?(?= )/g, ' show'],
  [/ (top|bottom|best|worst) ?- ?(\d{1,3})(?= )/g, ' $1 $2'],
  [/ (top|bottom)(\d{1,3})(?= )/g, ' $1 $2'],
  [new RegExp(` (top|bottom) (${NUMBER}) of(?: the| our| all)* (?=${NOUN} )`, 'g'), ' $1 $2 '],
  [
    / (\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty) (?:names|rows|results|entries|lines|of each)(?= (?:$|,|please|only))/g,
    ' top $1',
  ],
  [/ how many of(?: the| our| all)* (?=(?:sellers|merchants|vendors|shops|stores) )/g, ' how many '],
  [
    / (top|best|biggest|largest|leading) (seller|merchant|vendor|shop)(?: s)? (?:share|portion|part|percentage|slice|proportion) of(?: the| our)*(?= )/g,
    ' $1 1 sellers with share of',
  ],
  [
    / (\d{1,2}|two|three|four|five|six|twelve) (month|week|day)s? (?:trend|history|overview|view|development|evolution)(?: (?:of|for|in))?(?= )/g,
    ' last $1 $2s by $2',
  ],
  [/ (day|week|month)s? wise(?= )/g, ' by $1'],
  [new RegExp(` (${NOUN}) wise(?= )`, 'g'), ' by $1'],
]

/** Who had something in some days and nothing in others. */
const SOME_AND_NONE: readonly Rewrite[] = [
  [/ (?:with|had|have|having|saw) neither (\S+) nor (\S+)(?= )/g, ' with no $1 or $2'],
  [
    /^ (?:did|does|do|has|have|had) (?:anyone|anybody|any seller|any sellers) (?:have|had|get|got|see|seen)(?= )/g,
    ' which sellers had',
  ],
  [/ without (?:those|the ones|sellers|merchants|vendors) (?:from|in|of)(?= )/g, ' excluding'],
  [
    / how often (?:did|do|have|has) (?:the |our )?payouts (?:fail|failed|bounce|bounced)(?= )/g,
    ' how many payouts failed',
  ],
  [
    / (?:who|that|which) (?:have |had )?(?:stopped|quit|ceased) (?:selling|trading)(?: ,)?(?= (?:orders|sales))/g,
    ' who had',
  ],
  [
    / (?:went|going|gone|moved|jumped) from (?:no|zero|not a single|without) (\S+) (in|during) (\S+(?: 20\d\d)?) to (?:at least (?:one|1)|some|one or more|any|a few|several)(?: (?:in|during))?(?= )/g,
    ' had no $1 $2 $3 but some in',
  ],
  [
    /(?: (?:who|that|which))? (?:sold|(?:were|was) (?:active|selling)|had (?:sales|orders|a sale|an order)|made (?:sales|a sale))(?: (?:something|anything))? (in|during) (\S+(?: 20\d\d)?) (?:,? ?but|,? ?and|,? ?yet)(?: (?:did|were|had|was))? (?:not|no longer|no more|nothing|none|no sales|no orders|not any more|not anymore)(?: (?:sell|sold|active|anything))?(?: (?:at all|any more|anymore))? (?:in|during)(?= )/g,
    ' who had orders $1 $2 but none in',
  ],
]

export const COUNTS_SAID: readonly Rewrite[] = [...COUNTING, ...SOME_AND_NONE]
