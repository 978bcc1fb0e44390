type Rewrite = readonly [RegExp, string]

const WHO = '(?:buyers?|customers?|shoppers?|clients?|people)'
const BACK_TO = `(?: (?:to|for) (?:(?:the|their|our|its) )*${WHO})?`
const MUCH = '(?<much> (?:the )?(?:most|least|more|less)| any(?:thing)?| a lot| so much| how much)?'
const CASH = '(?: of)?(?: the| their| our)?(?: money| cash| funds)?'
const AFTER_CUT =
  '(?: for themselves| net)? (?:after|net of|less|minus|once we took|following) (?:(?:our|the|platform|marketplace|your) )*(?:cut|commissions?|fees?|share|slice|take|rake|platform fees?)(?: (?:was|were|is|are) (?:taken|deducted|off|gone|paid))?'

/** What people do, and the figure that counts it. */
const VERBS: readonly Rewrite[] = [
  // Refunds
  [
    new RegExp(
      ` (?:send|sends|sent|sending|give|gives|gave|given|giving|pay|pays|paid|paying|hand|hands|handed|handing|bleed|bleeds|bled|bleeding|return|returns|returned|returning|lose|loses|lost)${MUCH}${CASH} back${BACK_TO}(?= )`,
      'g',
    ),
    '$<much> refunds',
  ],
  [
    new RegExp(` (?:refunding|reimbursing|reimbursed|reimburse|reimburses)${MUCH}${CASH}${BACK_TO}(?= )`, 'g'),
    '$<much> refunds',
  ],
  [
    new RegExp(
      ` (?<=\\b(?:who|sellers|countries|categories|merchants|did|that|which|whose|they|it|we|seller|merchant|vendor|vendors|shops|shop) )refund(?:ed|s)?${MUCH}${CASH}${BACK_TO}(?= (?:more|less|over|under|at|in|during|last|this|the|most|least|to|$))`,
      'g',
    ),
    '$<much> refunds',
  ],
  [new RegExp(` refunds${BACK_TO} (?:refunds)(?= )`, 'g'), ' refunds'],
  // What sellers are left with
  [
    new RegExp(
      ` (?:earn|earns|earned|earning|make|makes|made|making|keep|keeps|kept|get|gets|got|receive|receives|received|pocket|pocketed|take|takes|took|bring|brought|left with|end up with|ended up with)(?: home| in)?${MUCH}${AFTER_CUT}(?= )`,
      'g',
    ),
    '$<much> seller net',
  ],
  [new RegExp(` (?:take|takes|took|taken|taking|brought|bring|brings) home${MUCH}(?= )`, 'g'), '$<much> seller net'],
  [new RegExp(` (?:walk|walks|walked) (?:away|off|home) with${MUCH}(?= )`, 'g'), '$<much> seller net'],
  [
    new RegExp(
      ` (?:earn|earned|make|made|keep|kept|get|got|receive|received)(?<mid>(?: \\S+){1,4}?)(?: ,)?${AFTER_CUT}(?= )`,
      'g',
    ),
    ' seller net$<mid>',
  ],
  [
    / (?<which>which|what|that|any|list|show|show me|find|name) (?<who>sellers|merchants|vendors|shops|stores) (?:earned|made|earn|make)(?= )/g,
    ' $<which> $<who> with seller net',
  ],
  [
    /(?: (?:customers|buyers|shoppers))? (?:spend|spent|spends|spending)(?<much> (?:the )?(?:most|least|more|less))? per (?:order|purchase|checkout|transaction)(?= )/g,
    '$<much> average order',
  ],
  [
    / (?<count>\d+(?:\.\d+)?) (?<what>orders|sales|refunds|disputes|chargebacks) or (?:more|above)(?= )/g,
    ' at least $<count> $<what>',
  ],
  [
    / (?<count>\d+(?:\.\d+)?) (?<what>orders|sales|refunds|disputes|chargebacks) or (?:fewer|less)(?= )/g,
    ' at most $<count> $<what>',
  ],
  [/ earners(?= )/g, ' sellers'],
  // Payouts
  [
    new RegExp(
      `(?<!^ (?:please )?(?:why|has|hasn't|have|haven't|is|isn't|when|how come|wasn't|was|will|can|who|are|aren't)(?: .*)?) (?:get|gets|got|getting|been|were|was|be|being)${MUCH} paid(?: out)?(?: by us| from us| to (?:their|its|the) banks?(?: accounts?)?)?(?= (?!last|fast|quick|soon|slow|yet|after|to stripe|by|via|using|through|with|in (?:usd|eur|gbp|jpy|kwd|chf)))`,
      'g',
    ),
    '$<much> payouts',
  ],
  [new RegExp(` (?:cash|cashes|cashed|cashing) out${MUCH}(?= )`, 'g'), '$<much> payouts'],
  [new RegExp(` (?:withdraw|withdrew|withdrawn|withdraws)${MUCH}(?= )`, 'g'), '$<much> payouts'],
  // Disputes
  [
    new RegExp(
      ` ${WHO} (?:dispute|disputed|disputing|are disputing|have disputed|charge back|charged back|clawed back|contest|contested|complain about|complained about)(?: (?:payments?|charges?|orders?|purchases?))?(?= )`,
      'g',
    ),
    ' disputes',
  ],
  [/ (?:clawed|clawing|claws?) back(?= )/g, ' disputes'],
  [/ (?:got|get|gets|were|was|been|being) (?:disputed|charged back|contested)(?= )/g, ' disputes'],
  // Stripe
  [
    / (?:what )?stripe (?:kept|keeps|keep|pocketed|charged|charges|took|takes|billed|bills|cost|costs|got|deducted|withheld)(?: us)?(?= )/g,
    ' stripe fees',
  ],
  [
    / (?:did|does|has|have) stripe (?:keep|kept|pocket|charge|charged|take|taken|bill|billed|cost|get|deduct|withhold)(?: us)?(?= )/g,
    ' stripe fees',
  ],
  [
    / (?:spend|spent|spending|pay|paid|paying|pays|lose|lost|hand|handed) (?:to|on|over to|with|for) (?:stripe|payment processing|processing|the processor)(?= (?!fees|costs))/g,
    ' stripe fees',
  ],
  // Who sells, and who is new
  [
    /(?: (?:that|who|which|were|are))* (?:selling|active|trading|that sold|who sold|with sales|present) in both (?:quarters|months|periods|weeks|years)(?: (?:and|but))?(?= .* (?:rate|ratio|average|aov|take) )/g,
    '',
  ],
  [
    / (sellers|merchants|vendors|shops|stores)(?: (?:that|who|which|were|are|was|is|still|actively|currently|have been|really|actually))* (?:actively )?(?:selling|trading|active|live|in business)(?= (?:in|during|last|this|on|over|for|q[1-4]|per|by|each|,|$|than|since|between|from|did|do|every|or|and|a|as))/g,
    ' active $1',
  ],
  [
    / how many (?:of (?:them|those|these|the) )?(?:are|were|is) (?:still )?(?:selling|active|trading|around|alive|in business|live)(?= )/g,
    ' active sellers',
  ],
  [
    / (?:but )?only (?:those|the ones|ones|sellers|those sellers) (?:who|that|which) (?:sold|made|had) (?:something|anything|at least (?:one|1) (?:sale|order|thing)|an?y? (?:sale|order)s?)(?= )/g,
    '',
  ],
  // Who does it
  [
    / (biggest|largest|top|smallest|highest|lowest|best|worst)(?<count> \d+| five| ten| three)? (?:payees?|payout recipients?|recipients of payouts)(?= )/g,
    ' $1$<count> sellers by payouts',
  ],
  [
    / (biggest|largest|top|smallest|highest|lowest|best|worst)(?<count> \d+| five| ten| three)? (?:refunders?|returners?)(?= )/g,
    ' $1$<count> sellers by refunds',
  ],
  [
    / (biggest|largest|top|worst)(?<count> \d+| five| ten| three)? debtors?(?= )/g,
    ' $1$<count> sellers by negative balance',
  ],
  [/ where do (?:we|sellers) (?:sell|make|earn)(?= )/g, ' which country sold'],
  [
    / (?<=(?:how much|what|much) (?:\S+ ){0,8})(?:still )?sells?(?= (?:in|today|now|this|last|during|q[1-4]|for|per|by|each|$))/g,
    ' sold',
  ],
]

/** Verbs that take a figure the most or the least, and add nothing to it. */
export const figuresDone = (text: string): string => {
  let said = text
  for (const [pattern, plain] of VERBS) said = said.replace(pattern, plain).replace(/ {2,}/g, ' ')
  return said
}
