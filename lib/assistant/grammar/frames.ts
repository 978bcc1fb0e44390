import { COUNTS_SAID, NOUN, NUMBER, type Rewrite } from './frames-of-counts.ts'
import { NUMBER_WORDS } from './number-words.ts'

const UNITS = '(?:months?|quarters?|weeks?|periods?|years?|days?)'

/** How somebody wants to be told: says nothing of what. */
const TELLING: readonly Rewrite[] = [
  [/ i ?e(?= )/g, ' ,'],
  [
    / (?:walk|talk|take|run|lead) (?:me|us) (?:through|down|over)(?: (?:it|this|that))?(?= (?!(?:(?:the|a|this|that|their|our|last|latest|how|why) )*(?:\S+ )?(?:payouts?|settlements?|variances?|approvals?|proposals?|(?:po|tr|ch|re|sel|acct)_)))/g,
    ' ',
  ],
  [
    / (?:(?:can|could|would|will) you )?explain(?: to)?(?: me| us)?(?: the| this| that)? (?=(?:difference|change|move|gap|swing|jump|drop|rise|fall) )/g,
    ' the ',
  ],
  [
    / (?:explain|explaining|explained|break down)(?: the| this| that)? (?:move|change|difference|gap|swing) (?:with|by|through|via|from|using)(?= )/g,
    ' and',
  ],
  [
    / the (?:difference|change|move|gap|swing) (?:with|by|through|via|using)(?= (?:the )?(?:gross|net|refunds?|orders?|number|platform|disputes?))/g,
    ' and',
  ],
  [
    / (?:asks?|asked|wonders?|wondered|wants to know|is asking|complains?) why (?:they|it|he|she|we) (?:earned|got|made|received|was paid|were paid|had) what (?:they|it|he|she|we) (?:earned|got|made|received|was paid|were paid|had)(?= )/g,
    ' ',
  ],
  [
    / (?:was|is|were|are) (?:it|that|this)(?: because of| due to)? (?:the )?(?<one>(?:\S+ ){1,3}?)or (?:the )?(?<two>(?:\S+ ){1,3}?)(?:underneath|behind (?:it|that)|beneath|below|that (?:did|caused) it)(?= )/g,
    ' and $<one>and $<two>',
  ],
  [
    / (?:give|show|tell|list)(?: me| us)? (?:all|both)(?: (?:two|three|four|five|of them|figures|numbers))?(?: for| in| of)?(?: (?:both|the two|all|each of the))? (?:months|quarters|periods|years|weeks)(?= )/g,
    ' ',
  ],
  [
    new RegExp(
      `(?<! (?:selling|active|trading|sold|sales|present|were|was|had|have|orders)) (?:of|for|in) (?:the two|both(?: the)?|these two|those two) ${UNITS}(?= )`,
      'g',
    ),
    ' ',
  ],
  [/ (?:next to|beside|alongside) it(?= (?:$|,|please))/g, ' too'],
  [
    /^(?: please| now| and| also)* add(?: the| their| its)? (?=(?:gross|net|refunds?|disputes?|take|platform|seller|orders?|average|stripe|processor|payouts?|number|active|new|commission|gmv|volume|chargebacks?) )(.*)$/g,
    ' and $1too ',
  ],
  [/ averages?(?: figures?)? (?:for|of|in) (?:both|each|the two)(?: of them)?(?= )/g, ' '],
  [
    / (?:one|1|a|single) (?:line|row|column|bar|figure|number|value|entry|total) (?:per|for each|for every|each)(?= )/g,
    ' per',
  ],
  [/ (?:one by one)(?= (?:$|,|please))/g, ' each'],
  [
    / (?:same|the same) (?:list|table|ranking|question|thing|figures?|numbers?|view)(?: again)?(?: ,)?(?: but| only| just)*(?= )/g,
    ' same',
  ],
  [/ (?:ranked|rank|sorted|sort|ordered) (?:on|after|according to|in terms of)(?= )/g, ' ranked by'],
  [
    / which (\d{1,3}|two|three|four|five|six|ten)(?= (?:had|have|has|made|got|saw|earned|sold|took|paid) )(?! .* (?:countr|categor|method|currenc|reason|month))/g,
    ' which $1 sellers',
  ],
  [/ in (?:there|that list|this list|that table)(?= (?:$|,|please))/g, ' '],
  [
    / (?:again|once more) (\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty)(?= (?:$|,|please|of them))/g,
    ' top $1',
  ],
  [/ by (?:amount|value|sum|money)(?= (?:$|,|please|not))/g, ' '],
  [
    / (?:different|distinct|separate|various|individual|unique) (?=(?:sellers?|merchants?|vendors?|shops?|stores?|countries|categories) )/g,
    ' ',
  ],
  [/ (?:every|any) ?(?:body|one) (?:who|that)(?= )/g, ' sellers who'],
  [/ (?:those|all|the ones) (?:who|that) (?=(?:first|initially) sold )/g, ' sellers who '],
]

/** What stands beside what. */
const BESIDE: readonly Rewrite[] = [
  [
    / (?:up|down|higher|lower|rise|fall|better|worse) (?:on|from|against|than) (?:the )?last year(?= (?!q[1-4]|to))/g,
    ' compared to a year earlier',
  ],
  [/ (?:up|down) on last year(?= q[1-4])/g, ' compared to a year earlier'],
  [
    / (?:stand|stands|stood|hold up|holds up|held up|measure up|measures up|stack up|stacks up|stacked up|fare|fares|fared|look|looks|looked|come out|line up|perform|performed) (?:against|next to|beside|compared to|compared with|versus|vs|relative to)(?= )/g,
    ' compared to',
  ],
  [
    /^(.*) why (?:is|are|was|were) (.+?) (?:of|in|for) (.+?) (?:not|different from|other than|unlike) (?:what|as) (?:it|they) (?:was|were|had been)(?: back)? (?:in|for|during)(?= )/g,
    '$1 $2 in $3 compared to',
  ],
  [
    / (?:keep|kept|keeping|hold|leave|leaving|with)(?: the| all)? currencies (?:apart|separate|separated|split)(?= )/g,
    ' by currency',
  ],
  [/ (?:each|every) currency (?:on its own|by itself|separately|apart)(?= )/g, ' by currency'],
  [
    / (?:(?:not|un|nothing|none|never|no|without(?: any)?) ?(?:converted|conversions?|converting))(?= (?:$|,|please|by|per|and))/g,
    ' ',
  ],
  [
    new RegExp(
      ` (?:split|divided?|spread|broken down|distributed|shared) (?:between|among|amongst|over|across)(?: the| our| all)* (?=${NOUN} )`,
      'g',
    ),
    ' split by ',
  ],
  [new RegExp(` (${NOUN}) (?:by|for|after) \\1(?= )`, 'g'), ' by $1'],
]

const VERB =
  '(?:pull|pulls|pulled|drag|drags|dragged|bring|brings|brought|push|pushes|pushed|lift|lifts|lifted|drive|drives|drove|send|sent|move|moved)'

/** What moved, and what was had by nobody. */
const MOVING: readonly Rewrite[] = [
  [/(?: whose| where)? payouts (?:failed|bounced) more(?: often| frequently)?(?= )/g, ' with more failed payouts'],
  [
    /(?: whose| where)? payouts (?:failed|bounced) (?:less|fewer)(?: often| frequently| times)?(?= )/g,
    ' with fewer failed payouts',
  ],
  [
    /^((?: please)?) explain(?: the| our| me)* (?!(?:last |latest )?(?:payouts?|settlements?|variances?|po_))(.{3,70}?) (?:with|using|via|through) /g,
    '$1 $2 and ',
  ],
  [
    / how many of (?:them|those|these)(?: (?:were|are|remained|stayed))(?: still)? (?:active|selling)(?= )/g,
    ' how many active sellers',
  ],
  [
    / how many(?: of (?:them|those|these))?(?: still| also)? sold(?= (?:in|during|last|this) )/g,
    ' how many active sellers',
  ],
  [
    / where (?:does|did|do|has) the (?:increase|rise|growth|drop|decline|decrease|fall|change|gain|loss) (?:in|of)(?= )/g,
    ' change in',
  ],
  [/(?<= change in .*) (?:come|comes|came|coming) from(?= )/g, ' '],
  [
    / (?:contributed|contributes|added|drove|responsible|accounts?|accounted)(?: the)? most (?:to|for|of)(?: the)? (growth|increase|rise|drop|decline|fall|decrease|change|gain|loss) (?:of|in)(?= )/g,
    ' biggest $1 in',
  ],
  [/ differs?(?: so much| that much)? (?=(?:between|in) )/g, ' change '],
  [/ explain(?:ed)?(?: it| this| that)? (?:using|with|by|through|via)(?= )/g, ' and'],
  [/ (?:who|that|which) began in(?= )/g, ' who joined in'],
  [
    / (?:forget|drop|skip|remove|scrap|ditch|lose)(?: about)?(?: the| that| this| any)? (?:split|breakdown|grouping)(?= )/g,
    ' not by split',
  ],
  [
    new RegExp(
      ` ${VERB} ((?:(?:the|our|their|usd|eur|gbp|jpy|chf|kwd|gross|net|refund|dispute|take|average|order|orders|volume|gmv|sales|turnover|revenue|rate|total|platform|fees|commission|value|seller|refunds|disputes) )+?)(?:down|lower)(?: the)? most(?= )`,
      'g',
    ),
    ' $1fell the most',
  ],
  [
    new RegExp(
      ` ${VERB} ((?:(?:the|our|their|usd|eur|gbp|jpy|chf|kwd|gross|net|refund|dispute|take|average|order|orders|volume|gmv|sales|turnover|revenue|rate|total|platform|fees|commission|value|seller|refunds|disputes) )+?)(?:up|higher)(?: the)? most(?= )`,
      'g',
    ),
    ' $1rose the most',
  ],
  [/ (doubled|tripled|halved) (?:there|they're|theyre)(?= )/g, ' $1 their'],
  [
    / (?:amount|money|sum|value|volume)?(?: that| which| was| has| is)*(?: (?:gone|lost|went|disappeared))(?: (?:with|to|through|in|by|over|on|for))*(?: the| our| any)? lost (?:disputes|chargebacks)(?: (?:that )?(?:were )?opened)?(?= )/g,
    ' dispute losses',
  ],
  [
    / how many (?:sellers|merchants|vendors|shops|stores) (?<who>(?:who|that|which|with|whose|from) .{3,70}?) (?:(?:were|are|was|is|stayed|remained)(?: still)? (?:active|selling|around|alive)|(?:still )?(?:had|have|made|placed|got)(?: any| some| at least (?:one|1))? (?:orders?|sales?)|still sold(?: (?:something|anything))?|sold (?:something|anything))(?= (?:in|during|last|this|per|by|each|q[1-4]|,|$))/g,
    ' how many active sellers $<who>',
  ],
  [
    / refund(?:ed|s)?(?: the)? (largest|biggest|highest|smallest|lowest|greatest|most)(?: (?:part|share|portion|percentage|percent|proportion|fraction))? of (?:their|its|our|the) (?:sales|volume|gmv|turnover|gross volume)(?= )/g,
    ' had the $1 refund rate',
  ],
  [
    / how many(?: of (?:them|those|these))?(?: (?:are|were|have|had|did))?(?: still| also)? (?:sold|made|had|sell|selling)(?: (?:something|anything|sales?|a sale|any sales|orders|any orders|an order|at least one (?:sale|order)))(?= )/g,
    ' how many active sellers',
  ],
  [
    / (?:cohort )?retention(?: curve| table)? (?:of|for)(?: the| our)? (.+?) cohort(?= )/g,
    ' active sellers of the $1 cohort',
  ],
  [/ cohort(?:s)? retention(?= (?!rate))/g, ' cohort active sellers'],
  [
    /(?<= active sellers .*)(?:,)? ?count of (?:its|their|the) sellers(?: that were| who were| being)? active(?= )/g,
    ' ',
  ],
  [
    / (?:all )?of (?:them|those|these)(?: all)? (?:as|in) (?:one|a|1|a single|one single)(?: big)? (?:group|number|figure|total|bucket|lump)(?= )/g,
    ' ',
  ],
  [/ (?:as|in) (?:one|a|1|a single|one single)(?: big)? (?:group|bucket|lump)(?= )/g, ' '],
  [
    /(?<! (?:whose|their|had|with|a|its|the|have|made|very|his|first))(?: ,)? first sales? (?:was )?in (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|h[12]|20\d\d)\S* )/g,
    ' of sellers with first sale in ',
  ],
  [
    / first sale (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|h[12]|20\d\d)\S* )(?<! (?:whose|their|had|with|a|its|the) first sale )/g,
    ' with first sale in ',
  ],
  [
    / (?:need|needs|needed|take|takes|took)(?: the)? (longest|shortest)(?: on average| by average)?(?: (?:to|until they|till they))? (?:arrive|land|reach|get)(?: (?:at|in|on|to|there|the|their|a|banks?|accounts?))*(?= )/g,
    ' took the $1',
  ],
  [/(?<= (?:slowest|fastest|longest|shortest) .*) took the (?:longest|shortest)(?= )/g, ' '],
  [
    / payouts? (?:take|took|taking|taken|need|needed)(?: any)? (longer|shorter|more time|less time)(?: (?:to (?:arrive|land|clear|get there|reach)|on average|at the bank|in the bank|the bank))*(?= )/g,
    ' payouts $1',
  ],
  [/ payouts (?:longer|more time)(?= )/g, ' payouts slower'],
  [/ payouts (?:shorter|less time)(?= )/g, ' payouts faster'],
  [
    new RegExp(
      ` (?:forget|drop|skip|without|remove|lose|no more|never mind|scrap|ditch)(?: about)?(?: the)? (?:split (?:by )?)?(?=${NOUN} (?:,|now|split|and|i|please|but|;)+ ?.*(?:month|week|day|dail|by|per|total))`,
      'g',
    ),
    ' not by ',
  ],
  [new RegExp(` (?:instead of|rather than)(?: the)?(?: by| per)? (?=${NOUN} (?:$|,|please))`, 'g'), ' not by '],
  [
    / (month|week|dai|quarter)ly is (?:what|the one|fine|enough|ok|better)(?: (?:i|we|is))*(?: (?:need|want|meant|mean|like|prefer))?(?= )/g,
    ' $1ly',
  ],
]

const COUNT = new RegExp(
  ` (give me|give us|show me|show us|show|list|name|name me|only|just|first|the first|top|bottom)(?: the)? (${[...NUMBER_WORDS.keys()].join('|')})(?= (?:$|,|please|of them|pls|thanks))`,
  'g',
)
const COUNTED = new RegExp(
  ` ((?:the )?)(${NUMBER}) (?=(?:largest|biggest|smallest|highest|lowest|best|worst|top) )`,
  'g',
)

/** Frames of asking taken off, so that what is asked stands alone. Small letters, one space between words and at both ends. */
export function framesOff(text: string): string {
  let said = text
  for (const [pattern, plain] of [...COUNTS_SAID, ...BESIDE, ...TELLING, ...MOVING])
    said = said.replace(pattern, plain).replace(/ {2,}/g, ' ')
  return said
    .replace(COUNT, (_, before: string, count: string) => ` ${before} ${NUMBER_WORDS.get(count) ?? count}`)
    .replace(COUNTED, (_, the: string, count: string) => ` ${the}${NUMBER_WORDS.get(count) ?? count} `)
}
