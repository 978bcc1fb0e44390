/** What people ask for and nobody keeps: answered as such, never guessed. */
export const NOT_KEPT: readonly (readonly [RegExp, string])[] = [
  [
    / (?:mrr|arr|monthly recurring revenue|annual recurring revenue|recurring revenue|nrr|net revenue retention) /,
    'Recurring revenue',
  ],
  [/ (?:churn|churned|churn rate|retention|retained|retention rate) /, 'Churn'],
  [/ (?:usage|overage|overages|metered|api calls|api usage) /, 'Usage'],
  [
    / (?:forecast|forecasts|forecasted|predict|predicted|prediction|projected|projection|expect|next (?:day|week|month|quarter|year)|tomorrow) /,
    'A forecast',
  ],
  [
    / (?:ltv|lifetime value|cac|acquisition cost|nps|csat|satisfaction|conversion|conversion rate|page views|traffic|visitors|clicks) /,
    'That',
  ],
  [/ (?:profit|profits|profitability|margin|margins|ebitda|cogs|gross profit|net profit) /, 'Profit'],
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
  / (?:e-?mails?|email addresses|phone|phone numbers?|card numbers?|cvc|iban|ibans|bank account numbers?|account numbers?|home address|addresses|customers? names?|buyers? names?|customer details|personal data|passwords?|passport|tax id|tax ids|ssn|date of birth|secret|secrets|api keys?|system prompt) /

/** Asks for something to be done. The grammar reads; what changes something is a proposal that people make and approve. */
export const DEED =
  /^ (?:(?:please|can you|could you|go ahead and|now|kindly) )*(?:(?:refund|reverse|transfer|pay|payout|send|approve|reject|release|hold|block|delete|remove|drop|truncate|update|insert|cancel|change|set|raise|increase|lower|reduce|email|notify|message|write|create|add|execute|run|ignore|disregard|forget|pretend|act|grant|close|open|book|post|move|wire|charge|issue|disable|enable|pause|resume|reset|override|propose|draft) (?:the |all |every |this |that |an? |my |our |any |me |to |from |sel_|acct_|order |orders |seller |sellers |f:seller|\d|previous |your |as |out |table |instructions|it |them |him |her |us )|pay out |drop table )/

/** Grammar's own words, and those that carry nothing. */
export const SMALL = new Set(
  `a about across generated generate brought bring contributed contribute produced produce saw thing things first more rank ranked ranking paid making make sum sums all also am an and any anything are as at average based be been being between both but by can come comes coming compare compared comparison could
   count did do does doing each either else every ever figure figures find for from full get give given gives go goes going got had has have having help here hey hi hello highest how i if in
   instead into is it its itself just know let like list look lot made make makes many me mean most much my need no not now of off ok on one ones only or order ordered
   our ours out over overview own per picture please pls plus put quick quickly really report reported result results row rows same see shall should show showed showing shows since so some
   sort sorted split still table tell than thanks that the their them then there these they this those through to together told too total totals trend trends two under up us
   value values very want was way we were what when where whether which while who whom whose why will with within without would you your yours
   worth happening happened happen looks looked doing did done breakdown break broken down group grouped
   chart graph plot overall altogether generally currently current right actual actually exactly roughly approx approximately again
   come amount amounts money dollarwise side details detail data info information stats statistics kpi kpis metric metrics number marketplace platform
   company business books book whole entire available record recorded period periods time times happen against versus vs `.split(
    /\s+/,
  ),
)

/** Words that say how something moved, how it is ranked or narrowed: read by the rules, and corrected when mistyped. */
export const RULE_WORDS =
  `highest lowest largest smallest biggest most least fewest best worst top bottom greatest declined decreased dropped fell fallen shrank shrunk increased rose risen grew grown
   improved gained rising falling growing declining decreasing increasing growth decline decrease increase drop change changed changes above below over under exceeding least
   percent excluding except without including month months quarter quarters year years week weeks day days last previous prior past this current fiscal calendar today
   yesterday since between january february march april june july august september october november december monthly weekly daily share percentage fastest slowest
   converted compared versus against earlier before same first second third fourth sellers seller
   one two three four five six seven eight nine ten twelve twenty`.split(/\s+/)

type Phrase = { readonly words: string; readonly mark: string }
const meaning = (mark: string, ...all: string[]): Phrase[] => all.map((words) => ({ words, mark }))

/** Ways of asking that name no metric and mean one. */
export const EXTRA_PHRASES: readonly Phrase[] = [
  ...meaning(
    'j:in',
    'joined in',
    'that joined in',
    'who joined in',
    'whose first sale was in',
    'started in',
    'began selling in',
  ),
  ...meaning(
    'm:time_to_payout',
    'how long do payouts take',
    'how long did payouts take',
    'how long payouts take',
    'how long does a payout take',
    'how fast are payouts',
    'how fast were payouts',
    'how quickly are sellers paid out',
    'average payout time',
    'average time to payout',
  ),
  ...meaning(
    'm:payout_failures',
    'payouts that failed',
    'payouts failed',
    'payouts have failed',
    'payouts bounced',
    'payouts were returned',
    'how many payouts failed',
    'failing payouts',
    'failed payout',
  ),
  ...meaning(
    'm:new_sellers',
    'sellers joined',
    'how many sellers joined',
    'new sellers did we get',
    'new sellers did we have',
    'sellers did we onboard',
    'sellers did we add',
    'sellers started selling',
    'sellers began selling',
    'sellers began to sell',
    'sellers made their first sale',
    'sellers did we gain',
    'newly joined sellers',
    'new seller',
  ),
  ...meaning(
    'm:active_sellers',
    'how many sellers sold',
    'how many active sellers',
    'active sellers did we have',
    'active sellers do we have',
    'sellers sold something',
    'sellers made a sale',
    'sellers were active',
    'sellers are active',
    'sellers had sales',
    'how many sellers',
    'active seller',
    'number of active sellers',
    'sellers have sold something',
    'sellers did we have',
  ),
  ...meaning(
    'm:platform_fees',
    'did we earn',
    'we earned',
    'have we earned',
    'do we earn',
    'did we make',
    'we made',
    'have we made',
    'did the platform earn',
    'the platform earned',
    'did we keep',
    'our fees',
    'our commission',
    'our cut',
    'fees did we collect',
    'fees we collected',
    'commission did we earn',
    'platform earnings',
    'our earnings',
  ),
  ...meaning(
    'm:seller_net',
    'did sellers earn',
    'sellers earned',
    'have sellers earned',
    'do sellers earn',
    'did sellers make',
    'sellers made',
    'earned by sellers',
    'seller payable earned',
  ),
  ...meaning(
    'm:gross_volume',
    'did we sell',
    'we sold',
    'was sold',
    'were sold',
    'sold',
    'did we process',
    'we processed',
    'processed',
    'did buyers pay',
    'buyers paid',
    'did buyers spend',
    'buyers spent',
  ),
  ...meaning(
    'm:refunds',
    'was refunded',
    'were refunded',
    'did we refund',
    'we refunded',
    'went back to buyers',
    'was given back',
    'did buyers get back',
    'got refunded',
    'given back',
  ),
  ...meaning(
    'm:payouts',
    'did we pay out',
    'money went to sellers banks',
    'went to sellers banks',
    'went to the sellers banks',
    'money went to sellers',
    'we paid out',
    'was paid out',
    'were paid out',
    'been paid out',
    'reached the sellers banks',
    'did we pay out to sellers',
    'pay out',
  ),
  ...meaning(
    'm:processor_fees',
    'did stripe charge us',
    'did stripe charge',
    'did stripe take',
    'stripe charged',
    'stripe took',
    'does stripe cost us',
    'did stripe cost us',
    'paid to stripe',
    'did we pay stripe',
    'stripe fee',
    'cost of stripe',
  ),
  ...meaning(
    'm:disputes',
    'were disputed',
    'was disputed',
    'disputed sales',
    'disputed orders',
    'disputes were opened',
    'disputes opened',
    'how many disputes',
    'opened disputes',
    'charged back',
  ),
  ...meaning(
    'm:dispute_losses',
    'did we lose to disputes',
    'did we lose to chargebacks',
    'did we lose through disputes',
    'lose to chargebacks',
    'did we lose in disputes',
    'lost to disputes',
    'lost to chargebacks',
    'lost in disputes',
    'did disputes cost',
    'did chargebacks cost',
    'cost of disputes',
    'cost of chargebacks',
  ),
  ...meaning(
    'm:negative_balance',
    'owes us money',
    'owe us money',
    'owes us',
    'owe us',
    'owes the platform',
    'owe the platform',
    'do sellers owe us',
    'do sellers owe',
    'is in debt',
    'are in debt',
    'below zero',
    'negative balances',
  ),
  ...meaning(
    'm:orders',
    'how many orders',
    'how many sales',
    'how many transactions',
    'how many purchases',
    'orders count',
    'purchases',
  ),
  ...meaning(
    'm:average_order',
    'average order size',
    'average ticket',
    'average transaction',
    'average purchase',
    'mean order value',
    'typical order',
    'average order values',
  ),
  ...meaning(
    'm:refund_rate',
    'percentage of sales refunded',
    'share of sales refunded',
    'percent of volume refunded',
    'share of volume refunded',
    'refund percentages',
    'how much of our volume is refunded',
    'refundrate',
  ),
  ...meaning('m:take_rate', 'our take', 'takerate', 'what do we take', 'effective take rate'),
  ...meaning('m:dispute_rate', 'share of payments disputed', 'percentage of payments disputed', 'disputerate'),
].toSorted((left, right) => right.words.length - left.words.length)
