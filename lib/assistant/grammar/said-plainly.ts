type Rewrite = readonly [RegExp, string]

const THEM = '(?:they|it|we|he|she|those|these|you)'
const WHOSE = '(?:(?:the|their|its|our|sellers?|merchants?|vendors?|a|an|his|her) )*'
const BANK = `(?: (?:in|at|to|into|on|with))?(?: ${WHOSE}(?:banks?(?: accounts?)?|accounts?))?`
const NUMBER = '(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twenty)'

/** What leaves something out. */
const LEAVES_OUT: readonly Rewrite[] = [
  [
    / (?:leaving|putting|setting|leave|put|set) ((?:the |our |all )?(?:\S+ ){1,3})(?:aside|out|apart|to one side)(?= )/g,
    ' excluding $1',
  ],
  [
    /(?<!^) (?:leaving (?:out|aside)|leave out|ignoring|ignore|skipping|skip|omitting|omit|disregarding|setting aside|not counting|not including|not considering|without counting|without including|with the exception of|with exception of|exception being|save for|bar|barring|aside from|minus|ex|dropping|less the|anything but|everything but|everyone but|everybody but|all but|anyone but|sans|exclude|excludes|excluded|exclusive of|discounting|discount)(?= )/g,
    ' excluding',
  ],
  [
    / excluding (?:the |any |all )?other (?:currencies|countries|categories|sellers|merchants|methods|months|periods|ones)(?= )/g,
    ' only',
  ],
  [/ (?:nothing but|nothing other than|none but|solely|exclusively|purely|strictly)(?= )/g, ' only'],
  [
    / (?:counting|considering|looking at|taking|regarding|restricting (?:it |this )?to|restricted to|limiting (?:it |this )?to|filtering (?:on|by|for|to)|filtered (?:on|by|for|to)|filter(?: it| this)? (?:on|by|for|to)|focus(?:ing|ed)? on|narrowed to|zoom(?:ing)? in on|within|confined to|concerning|when it comes to|in terms of|with regard to|with respect to|as regards|as for|talking about|speaking of)(?= (?:only |just |the |our |all )*\S)/g,
    ' for',
  ],
]

/** What puts one beside another. */
const BESIDE: readonly Rewrite[] = [
  [
    / this (week|month|quarter|year) (vs|versus|against|compared to|compared with|to|than|or|and|over|on) (?:the )?(last|previous|prior|one before|before)(?= (?!week|month|quarter|year|one|\d|two|three|six|twelve))/g,
    ' this $1 $2 last $1',
  ],
  [/ (?:next to|beside|alongside|against|opposite) (?:each other|one another)(?= )/g, ' compared'],
  [/ (?:side by side|head to head|neck and neck|in comparison|by comparison)(?= )/g, ' compared'],
  [
    / (?:put|set|place|add|lay|hold) (?:in )?((?:\S+ ){1,4}?)(?:next to|beside|alongside|against|to|on top of) (?:it|that|them|this|those)(?= )/g,
    ' compare with $1',
  ],
  [/ (?:put|set|place|lay|hold|stack) (?=(?:\S+ ){1,7}(?:next to|beside|alongside|against|up against) )/g, ' compare '],
  [
    / (?:next to|beside|alongside|up against|set against|as against|as opposed to|measured against|stacked against|pitted against|juxtaposed with|relative to that of)(?= )/g,
    ' vs',
  ],
  [
    / (?:as well as|along with|together with|in addition to|coupled with|and also|plus also|followed by|combined with|on top of)(?= )/g,
    ' and',
  ],
  [/ plus(?= (?:the |their |its |our |how )?[a-z])/g, ' and'],
  [
    new RegExp(
      ` than (?:what |where |when )?${THEM}(?: (?:did|had|was|were|has|have|do|does|used to be|been)){0,2}(?: back)?(?= (?:in|during|on|for|over|last|this|the|a|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december) )`,
      'g',
    ),
    ' than',
  ],
  [
    / (?:beat|beats|outdo|outdid|outperform|outperforms|outperformed|surpass|surpassed|surpasses|outpace|outpaced|eclipse|eclipsed|ahead of|in front of|behind those of|ahead of those of)(?= (?:that of |those of |the ones? (?:of|in) )?(?:the )?(?:same|previous|prior|last|month|quarter|week|year|one|a year|q[1-4]|h[12]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d|two|three|four|six|twelve))/g,
    ' compared to',
  ],
  [
    / (?:that of|those of|the ones? (?:of|in|from)|the figures? (?:of|for|in)|the numbers? (?:of|for|in)|what it was in|what they were in|what we had in)(?= (?:the )?(?:last|this|previous|prior|q[1-4]|h[12]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))/g,
    '',
  ],
  [
    / (?:give|show|with|need|want|list|tell)(?: me)?(?: the)? both(?: (?:counts?|numbers?|figures?|values?|amounts?|sums?|totals?))?(?= )/g,
    '',
  ],
  [
    / (?:and )?how (?:many|much)(?: is it| was it| were there| are there| did each have)?(?: for| of)? each(?: one)?(?= (?:,|$|please|in|did))/g,
    '',
  ],
  [
    /(?<= \S+ \S+ \S+ \S+) (?:and )?(?:how much (?:each|in total)|in total|all together|all in all|taken together|altogether|overall|combined)(?= $)/g,
    '',
  ],
  [
    / (?:just |only )?(?:a|one|1|the) (?:single )?(?:number|figure|total|sum|value)(?: only| please| will do| is enough| is fine)*(?= $)/g,
    '',
  ],
]

/** What is the first of many. */
const RANKS: readonly Rewrite[] = [
  [/(?: from)? (?:slowest|longest) to (?:fastest|shortest|quickest)(?: payouts?)?(?= )/g, ' top 100 by time to payout'],
  [
    /(?: from)? (?:fastest|shortest|quickest) to (?:slowest|longest)(?: payouts?)?(?= )/g,
    ' bottom 100 by time to payout',
  ],
  [
    / (?:rise|grow|increase|climb|go up|improve|expand)(?:s|d|n)? or (?:fall|shrink|drop|decrease|decline|go down|worsen|contract)(?:s|d|n|ed)?(?= )/g,
    ' change',
  ],
  [/ (?:opened|filed|raised|lodged|brought|made|started) against(?= )/g, ' of'],
  [/ (?:slowest|longest)(?: ones)? first(?= )/g, ' highest first'],
  [/ (?:fastest|quickest|shortest)(?: ones)? first(?= )/g, ' lowest first'],
  [/ (?:break|breaking|broken|breaks) (?:(?:it|this|that|them|those) )?down(?= )/g, ' split'],
  [/ (?:priciest|costliest|dearest|fattest|chunkiest|juiciest|richest|hottest)(?= )/g, ' highest'],
  [/ (?:cheapest|meagrest|poorest|scantiest|lousiest)(?= )/g, ' lowest'],
  [/ (?:fatter|heftier|richer|pricier)(?= )/g, ' bigger'],
  [/ (most|least) (?:often|frequently)(?= )/g, ' $1'],
  [/ by ((?:[a-z]+ ){1,3})(?:in )?(?:asc|ascending|increasing)(?: order)?(?= )/g, ' bottom 100 by $1'],
  [/ by ((?:[a-z]+ ){1,3})(?:in )?(?:desc|descending|decreasing)(?: order)?(?= )/g, ' top 100 by $1'],
  [/ (?:is|are|was|were) past (?=\d)/g, ' above '],
  [
    / (rose|grew|risen|grown|increased|rise|grow) (?:faster|quicker|more strongly|more) than (?=\d)/g,
    ' $1 by more than ',
  ],
  [
    / (fell|dropped|declined|fallen|shrank|fall) (?:faster|quicker|more strongly|more) than (?=\d)/g,
    ' $1 by more than ',
  ],
  [
    / (?:commonest|most usual|most popular|most widespread|most prevalent|most typical|likeliest)(?= )/g,
    ' most common',
  ],
  [/ (?:nastiest|ugliest|poorest|grimmest|scariest|weakest performing|worst performing|worst looking)(?= )/g, ' worst'],
  [/ (?:finest|greatest|strongest performing|best performing|top performing|best looking)(?= )/g, ' best'],
  [
    / (?:heaviest|steepest|fattest|chunkiest|hugest|bulkiest|meatiest|tallest)(?= (?!growth|drop|decline|fall|rise|increase|decrease|gain|loss|jump|change|dip))/g,
    ' highest',
  ],
  [/ (?:tiniest|slimmest|thinnest|leanest|lightest|puniest|skinniest)(?= )/g, ' lowest'],
  [
    / (?:the )?(?:lions? share|biggest chunk|biggest slice|biggest part|biggest piece|largest part|bulk|majority)(?= (?:of|in) )/g,
    ' most',
  ],
  [
    / (?:number one|number 1|no 1|nr 1|top dog|champion|front runner|frontrunner|leader)(?= (?:in|by|for|on|at|of) )/g,
    ' top 1',
  ],
  [
    / (?:leads|leading|led|tops|topped|heads|heading|dominates|wins|rules)(?: (?:the )?(?:table|list|pack|field|ranking|chart|rankings|charts|way|board|leaderboard))?(?: (?:in|by|for|on|when it comes to|with))?(?: terms of)?(?= (?:the |our |total )?\S)(?<=^ (?:who|which \S+|what \S+|which|that) .*)/g,
    ' has the highest',
  ],
  [/ (?:high|large|big|top|most|max) to (?:low|small|bottom|least|min)(?= )/g, ' highest to lowest'],
  [/ (?:low|small|bottom|least|min) to (?:high|large|big|top|most|max)(?= )/g, ' lowest to highest'],
  [
    / (?:order|sort|arrange|rank|ranked|sorted|ordered)(?: all| every| the| our)* (?=(?:sellers?|merchants?|vendors?|shops?|stores?|seller countries|countries|categories|currencies|payment methods|methods|reasons|months|markets) )/g,
    ' rank ',
  ],
  [new RegExp(` (${NUMBER}) (?=(?:most|least) )`, 'g'), ' top $1 '],
  [/ top top(?= )/g, ' top'],
]

/** What reaches a bank, and how long it takes. */
const BANKS: readonly Rewrite[] = [
  [
    new RegExp(
      ` (?:money|cash|funds|payouts?|payments?|it|they|earnings) (?:to |will |would |finally |actually )*(?:lands?|landed|arrives?|arrived|hits?|reach(?:es|ed)?|shows? up|showed up|clears?|cleared|gets?|got)${BANK}(?= )(?<= (?:longest|shortest|days|long|until|till|for|slowest|fastest|quickly|fast|time|wait|waits|waited|waiting) .*)`,
      'g',
    ),
    ' payouts arrive',
  ],
  [
    / (?:waits?|waited|waiting)(?= (?:the )?(?:longest|shortest|most|least) (?:for|until|till) (?:\S+ ){0,4}payouts)/g,
    ' takes',
  ],
  [
    / (?:average |mean |typical )?(?:number of )?days (?:until|till|before|to|for|that|it takes for|it took for|between|from) (?:(?:a|an|the|their|its|our|seller|each) )*(?:payouts? arrive|payouts? takes?|payouts? took|payouts?|bank|arrival)(?: to arrive| take| takes)?(?= )/g,
    ' time to payout',
  ],
  [/ average days(?= )/g, ' time to payout'],
  [
    / how (?:long|many days|fast|quickly|quick|slow) (?:did|do|does|are|were|is|was) (?:they|it|those|these|that)(?: (?:take|takes|took|arrive|on the way|need|needed|get there))*(?: to (?:arrive|land|get there|reach \S+ banks?|clear))?(?: on average| typically| usually| in general)*(?= )/g,
    ' and time to payout',
  ],
  [/ (?:come|comes|came|coming) back (?:unpaid|undelivered|failed|from the bank)(?= )/g, ' bounced'],
  [
    / payouts? (?:that |which )?(?:did not|didn't|never|failed to|could not|couldn't) (?:go through|arrive|land|make it|work|reach \S+|clear|get there)(?: to the bank| the bank)?(?= )/g,
    ' failed payouts',
  ],
]

/** Words of the firm about itself. */
const OURSELVES: readonly Rewrite[] = [
  [
    / (?:the )?month (?:(?:in which|when|that|during which|of when) )?(?:(?:the|a|each|that) )?(?:sellers?|merchants?|vendors?|they|it) (?:(?:first|initially) (?:sold|started|joined|appeared)|joined|started|signed up|began|onboarded|(?:made|had|did|got|landed|recorded) (?:(?:its|their|his|the|a|very) )*first (?:ever )?(?:sales?|orders?))(?= )/g,
    ' cohort',
  ],
  [/ what (?:each|both)(?: (?:one|of them|of the two|of these))?(?= )/g, ''],
  [
    /^ (?:now |please |and )*(?:switch|change|turn|make) (?:it|that|this) (?:to|into)(?= (?!usd|eur|gbp|jpy|chf|kwd|\d))/g,
    ' and ',
  ],
  [
    / (?:the )?(?:other way (?:a)?round|opposite order|reverse order|in reverse|reversed|upside down|flipped|opposite way)(?= )/g,
    ' reversed',
  ],
  [
    / (?:only |just |now |show )*(?:the )?(?:ones|those|sellers|countries|categories) (?=(?:above|below|over|under|more than|less than|at least|at most) \d)(?<=^ .{0,24})/g,
    ' with ',
  ],
  [/ (?:for|at|by|with|to|of) (?:whom|who)(?= )/g, ' by seller'],
  [/ from this (week|month|quarter|year)(?= (?!to |until |on |onwards? |through |and ))/g, ' in this $1'],
  [/ (?:down|due|owing|attributable|owed) to (?=the (?:\d+|two|three|five|ten|top|worst|biggest|largest) )/g, ' from '],
  [
    / how (?:dependent|reliant|much) (?:is|are|does|do) (?=(?:\S+ ){1,6}(?:depend |rely |reliant |dependent )?on )/g,
    ' what share of ',
  ],
  [/ (?:depend|depends|rely|relies) on(?= )(?<=what share of .*)/g, ' is'],
  [/ (?:with|at|through|via|using) us(?= (?!sellers?|merchants?|dollars?|based))/g, ''],
  [
    / (?:on|in|at|across|for|over) (?:our|the|this) (?:whole |entire )?(?:platform|marketplace|site|system|books|business|company)(?= )/g,
    '',
  ],
  [
    / (what|which) (?:dude|guy|gal|person|one|outfit|business|company|firm|partner|people|folks|trader|supplier|account)(?= )/g,
    ' $1 seller',
  ],
  [/ (?:sellers?|merchants?) (?=(?:account|accounts) )/g, ' '],
  [/ (?:traders|suppliers|partners|retailers|brands selling|seller accounts|merchant accounts)(?= )/g, ' sellers'],
  [/ (?:anyone|anybody|someone|somebody)(?= (?:with|who|whose|having|that|had) )/g, ' which sellers'],
  [/^ (?:is|are|was|were) there which sellers(?= )/g, ' which sellers'],
  [/ (this|last) (year|month|quarter|week)s(?= [a-z])/g, ' $1 $2'],
  [
    / (jan(?:uary)?|feb(?:ruary)?|april|june|july|august|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|q[1-4]|h[12])s(?= )/g,
    ' $1',
  ],
]

const ALL = [...LEAVES_OUT, ...OURSELVES, ...BANKS, ...BESIDE, ...RANKS]

/** A question with many ways of saying one thing said in one of them. One space between words and at both ends. */
export function saidPlainly(text: string): string {
  let said = text
  for (const [pattern, plain] of ALL) said = said.replace(pattern, plain).replace(/ {2,}/g, ' ')
  return said
}
