/** What people ask for and nobody keeps: answered as such, never guessed. */
export const NOT_KEPT: readonly (readonly [RegExp, string])[] = [
  [
    / (?:mrr|arr|monthly recurring revenue|annual recurring revenue|recurring revenue|nrr|net revenue retention) /,
    'Recurring revenue',
  ],
  [/ (?:churn|churned|churn rate|retention|retained|retention rate) /, 'Churn'],
  [/ (?:usage|overage|overages|metered|api calls|api usage) /, 'Usage'],
  [
    / (?:(?:what|how much|how many|which) will|will (?:our|the|we|sellers|it|there|be)|going to be|expected|estimated?|budget|budgeted|targets?|outlook|upcoming|in future|future|forecast|forecasts|forecasted|predict|predicted|prediction|projected|projection|expect|next (?:day|week|month|quarter|year)|tomorrow) /,
    'Such a forecast',
  ],
  [
    / (?:ltv|lifetime value|cac|acquisition cost|nps|csat|satisfaction|conversion|conversion rate|page views|traffic|visitors|clicks) /,
    'That',
  ],
  [
    / (?:tax|taxes|vat|gst|invoices?|subscriptions?|subscribers?|shipping|delivery|advertising|marketing|ad spend|interest|loans?|discounts?|coupons?|tips?|inventories) /,
    'That',
  ],
  [
    / (?:(?:repeat|returning|unique|new|loyal|individual) (?:customers?|buyers?|purchasers?|shoppers?)|how many (?:customers|buyers|shoppers|people)|number of (?:customers|buyers|shoppers)|(?<! requested )by (?:customer|buyer|city|state|region|province|zip|zip code|product|sku|item|plan|tier|hour|weekday|brand|channel|device|age|gender|language|bank(?! payouts?)|card brand|card network)|per (?:customer|buyer|city|state|region|product|sku|item|plan|hour|weekday|brand|channel|device)|(?:which|what|top|best|worst) (?:\d+ )?(?:products?|items?|skus?|buyers?|customers?|cities|city|regions?|brands?|plans?|channels?|hours?|time of day)|days? of (?:the )?week|time of (?:the )?day|weekdays?|weekends?|hourly|hour) /,
    'That',
  ],
  [
    / (?:median|percentiles?|standard deviation|variance of|p95|quartiles?|correlations?|correlated|outliers?|anomal(?:y|ies)) /,
    'That',
  ],
  [/ (?:win rate|wins?|won|winning)(?= )/, 'How disputes ended, besides what they lost,'],
  [
    / (?:profit|profits|profitability|margin|margins|ebitda|cogs|cost of goods|cost of sales|gross profit|net profit) /,
    'Profit',
  ],
  [
    / (?:inventory|stock|shipping times|delivery times|reviews|ratings|headcount|salary|salaries|weather|share price|stock price) /,
    'That',
  ],
  [
    / (?:authorization rate|authorisation rate|approval rate|decline rate|success rate|declined payments|failed payments|abandoned carts?|cart) /,
    'That',
  ],
]

/** What an answer may not show, whoever asks. */
export const PERSONAL =
  / (?:e-?mails?|email addresses|(?<!on the |by |per |over the )phone(?! call)|phone numbers?|card numbers?|cvc|iban|ibans|bank account numbers?|account numbers?|home address|addresses|customers? names?|buyers? names?|customer details|personal data|passwords?|passport|tax id|tax ids|ssn|date of birth|secret|secrets|api keys?|system prompt) /

/** Asks for something to be done. The grammar reads; what changes something is a proposal that people make and approve. */
const DEED =
  /^ (?:(?:please|can you|could you|would you|can we|could we|let us|lets?|just|go ahead and|now|kindly) )*(?:(?:refund|reverse|transfer|pay|payout|send|approve|reject|release|hold|block|delete|remove|drop|truncate|update|insert|cancel|change|set|raise|increase|lower|reduce|email|notify|message|write|create|add|execute|run|ignore|disregard|forget|pretend|act|grant|close|open|book|post|move|wire|charge|issue|disable|enable|pause|resume|reset|override|propose|draft|mark|lift|revoke|unlock|promote|archive|adjust|credit|debit|void|accept|submit|suspend|freeze|settle|install|download|upload|export|give back|sign|(?:switch|turn|shut) (?:off|on|down)|deactivate|activate|bypass|waive|circumvent|retry|resend|reissue|redo) (?:the |second |dual |approvals? |four eyes |limits? |checks? |reviews? |notifications? |alerts? |all |every |this |that |an? |my |our |any |me |to |from |sel_|acct_|order |orders |seller |sellers |f:seller|\d|po_|tr_|ch_|re_|pi_|var_|[mw]:payouts |[mw]:disputes |[mw]:refunds |payout |transfer |proposals? |holds? |two factor |access |previous |your |as |out |table |instructions|it |them |him |her |us )|(?:switch|turn|shut) (?!to )(?:\S+ ){1,6}(?:off|on|down) |(?:skip|avoid|get around|work around|go around|leave out) (?:(?:the|an?|my|our|this|that|all|any|second|first|dual) )*(?:approvals?|reviews?|checks?|gates?|limits?) |pay out |drop table |make me |log in |sign in |select .* from |insert into |update .* set )/

/** `text`: the marked sentence. */
export const isDeed = (text: string): boolean =>
  DEED.test(text.replace(/ f:seller:[^ ]+/g, ' f:seller')) &&
  // "Payout po_… bounced": the noun, and one that is there.
  !/^ (?:please )?payout po_\w+ (?!(?:now|today|again|immediately|asap|right away|at once|please|,| )*$)/.test(
    `${text} `,
  ) &&
  !/^ (?:please |can you |could you )*(?:list|show|count) /.test(text)

/** Grammar's own words, and those that carry nothing. */
export const SMALL = new Set(
  `view views snapshot summary recap rundown tally tallies sums ranked sort sorted ordered money a about teh adn across generated generate brought bring contributed contribute produced produce saw thing things   rank  ranking paid making make sum sums all also am an and any anything are as at average based be been being between both but by can came come comes coming costs because received receive gets  due process processes handle handled pay pays distributed distribution spread compare compared comparison could
   count did do does doing each  else   figure figures find for from  get give given gives go goes going got had has have having help here hey hi hello highest how i if in
   instead into is it its itself just know let like list look lot made make makes me mean  my need now of off ok on one ones only or order 
   our ours out over overview own per picture please pls plus put quick quickly really report reported result results row rows same see shall should show showed showing shows  so some
     split still table tell  thanks that the their them then there these they this those through to together told too total totals trend trends two   us
   value values very want was way we were what when where whether which while who whom whose why will with  would you your yours
   worth happening happened happen looks looked doing did done breakdown break broken  group grouped
   chart graph plot overall altogether generally currently current right actual actually   approx  again
   come amount amounts  dollarwise side details detail data info information stats statistics kpi kpis metric metrics number marketplace platform
   name names placed place list listing leaderboard league earned collected charged incurred experienced suffered recorded reached achieved delivered accounted accounts account accounting
   contributes contributing concentrated concentration located situated operating residing trading registered headquartered idea ideas wondering curious interested main curious getting becoming drove drive drives driving causing caused responsible paying earn earns line bar pie column columns take takes taken cost using via stack stacked fared fare rather regarding concerning respect throughout
      whichever among amongst per each also additionally plus besides
   company business books book whole entire available record recorded period periods time happen  versus vs `.split(
    /\s+/,
  ),
)

/** Turn a question round: known, so that none is taken for a mistyped other word, and never passed over when no rule read them. */
export const NEGATIONS =
  `no not never without neither nor none nobody nothing cannot don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't wasnt
   weren't werent haven't havent hasn't hasnt hadn't hadnt can't cant couldn't couldnt won't wont wouldn't wouldnt`.split(
    /\s+/,
  )

/** Words that say how something moved, how it is ranked or narrowed: read by the rules, and corrected when mistyped. */
export const RULE_WORDS =
  `highest lowest largest smallest biggest most least fewest best worst top bottom greatest declined decreased dropped fell fallen shrank shrunk increased rose risen grew grown
   improved gained rising falling growing declining decreasing increasing growth decline decrease increase drop change changed changes above below over under exceeding least
   gone went goes going climbed slipped slumped raised lowered reduced cut gains rises grows falls drops declines decreases increases lost relative mix less fewer higher lower bigger larger smaller longer doubled halved percent portion proportion fraction contribution percentages excluding except without including month months quarter quarters year years week weeks day days last previous prior past this current fiscal calendar today
   yesterday since between january february march april june july august september october november december monthly weekly daily share percentage fastest slowest
   fall rise grow go went slip shrink slump sink fallen risen long quick quickly fast slow
   better worse improve improves improving worsened worsen worsening deteriorated deteriorating dipped dip jumped jump sank sinking climb climbing longest shortest
   steepest sharpest heaviest poorest common frequent frequently often descending ascending exactly half stronger weaker shorter greater
   joined joining started onboarded cohort cohorts quarterly state states city region product products customer customers buyer plan hour weekday
   converted compared versus against earlier before same first second third fourth sellers seller
   added after american another arrive arrived beginning behind belongs beneath beyond bound british categories category chargeback chargebacks comparing composition contributions convert
   converting countries country counts crossed currency delay deteriorate deteriorates develop developed development difference dispute divided dropping duration during eleven equal equivalent
   everybody everyone everything evolution evolve evolved exceed exceeded exceeds excess expressed failure faster fifteen fifty good hundred large latest leading left limit
   limited lose loses losing loss market maximum method minimum minus north others outside part parts payment peers performing points position pounds precisely primary progress
   proportional proportions quickest ranks rates ratio reaching reason rest runs sale sell selling sells series shop shops shrinking size slice slower solely soonest speed splits stand stands starting
   strong strongest tenth themselves thousand till timeline took trailing transaction transactions trending tripled typical until upwards vendor vendors volume wait waited waiting waits weakest
   worsens zero
   one two three four five six seven eight nine ten twelve twenty`.split(/\s+/)

/** Words that rank, bound, compare or tell a direction: where no rule read one, it is missing from what was understood. */
export const CARRIERS =
  'ever every more most than under against single up first less within since terms exactly roughly approximately half either apart alone down full'.split(
    ' ',
  )
