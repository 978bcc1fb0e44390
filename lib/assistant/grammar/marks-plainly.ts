import { FILLERS } from './fillers.ts'

/** Fillers that a rule reads where it stands. */
const KEPT: ReadonlySet<string> = new Set([
  'please',
  'thanks',
  'ok',
  'okay',
  'need',
  'want',
  'even',
  'though',
  'although',
  'question',
])

/** A noun that only says what a value is of: "USD sales only", "on card payments", "of EUR orders". */
const OF_VALUE =
  '(?:m:gross_volume|m:orders|m:net_volume|m:average_order|payments?|charges?|ones|purchases?|amounts?|business|denominated|side|stuff|money|currency)'
const ANY_OF_VALUE =
  '(?:m:gross_volume|m:orders|m:net_volume|m:refunds|m:payouts|m:platform_fees|m:seller_net|m:processor_fees|m:disputes|payments?|charges?|ones|purchases?|amounts?|figures|denominated)'
const VALUE = 'f:(?:currency|method|country|category):\\S+'

const NARROWED: readonly (readonly [RegExp, string])[] = [
  // "USD sales only", "only EUR payouts": said of the whole question.
  [
    new RegExp(
      `(?<alone> (?:only|just|for only))(?: (?:the|in|for|on|of|our|those|made|paid))* (?<value>${VALUE}) ${ANY_OF_VALUE}(?= )`,
      'g',
    ),
    '$<alone> $<value>',
  ],
  [
    new RegExp(` (?<value>${VALUE}) ${ANY_OF_VALUE}(?: made| paid| processed)? (?:only|alone)(?= )`, 'g'),
    ' $<value> only',
  ],
  [
    new RegExp(
      ` ${ANY_OF_VALUE} (?:(?:that|which|were|was|are|is|made|paid|processed|taken|settled|charged|denominated|only|just|exclusively) )*in (?<value>f:currency:\\S+)(?= (?:only|alone|, only|please) )`,
      'g',
    ),
    ' $<value>',
  ],
  [
    new RegExp(
      ` only ${ANY_OF_VALUE} (?:(?:that|which|were|was|are|is|made|paid|processed|taken|settled|charged|denominated) )*(?:in|by|with|from) (?:the )?(?<value>${VALUE})(?= )`,
      'g',
    ),
    ' only $<value>',
  ],
  // "Refund rate on card sales", "take rate of EUR orders".
  [
    new RegExp(
      `(?<= m:\\w+(?: \\S+)*?) (?<of>on|of|for|from|in|with|over|across)(?: the| our| all)* (?<value>${VALUE}) ${OF_VALUE}(?= (?!and m:|, m:|vs m:))`,
      'g',
    ),
    ' $<of> $<value>',
  ],
  [
    new RegExp(
      `^ (?<of>on|of|for|from|in|with|over|across)(?: the| our| all)* (?<value>${VALUE}) ${OF_VALUE}(?= (?!and m:|, m:).* m:)`,
      'g',
    ),
    ' $<of> $<value>',
  ],
  [new RegExp(` (?<value>${VALUE}) (?:payments?|charges?|purchases?|checkouts?)(?= )`, 'g'), ' $<value>'],
  [
    / in (?<value>f:currency:\S+) (?:m:gross_volume|m:orders)(?= (?!, [mw]:|and [mw]:|vs m:|by |per ))/g,
    ' for $<value>',
  ],
  [
    new RegExp(
      `(?<= m:\\w+(?: \\S+)*)(?<! and| or| vs| with| plus) (?<value>${VALUE}) ${OF_VALUE}(?= (?:please |thanks |, )*$)`,
      'g',
    ),
    ' $<value>',
  ],
]

/** The figure itself, so that a noun of a value is one only beside another figure. */
const figuresIn = (text: string): number => new Set([...text.matchAll(/ m:(\w+)(?= )/g)].map(([, id]) => id)).size

function narrowed(text: string): string {
  let said = text
  for (const [pattern, plain] of NARROWED) {
    const next = said.replace(pattern, plain)
    if (figuresIn(next) > 0) said = next
  }
  return said
}

/** What has, takes, sees or gets a figure says no more than the figure. */
const HAVING =
  / (?:took|takes|take|got|gets|get|saw|sees|booked|posted|logged|registered|racked up|ran up|clocked|notched|pulled in|brought in|brings in|generated|produced|recorded|processed|w:gross_volume|w:platform_fees|received|experienced|suffered|issued|incurred|collected|hit|reached|attracted|drew|counted|filed|made|w:seller_net|placed|won)(?= (?:(?:the|any|some|more|less|fewer|most|least|highest|lowest|biggest|smallest|greatest|fewest|no|at least \d+|over \d+|more than \d+|under \d+|exactly \d+|\d+|a|an|only|just|so many|as many|higher|lower|bigger|smaller|larger) ){1,3}m:)/g

/** "Eats up the most in Stripe fees", "made us the most commission": who has most of it. */
const MOST_OF =
  / (?:eats?(?: up)?|ate(?: up)?|swallow(?:s|ed)?|burn(?:s|ed)?(?: through)?|consume[sd]?|costs?(?: us)?|runs? up|racks? up|accounts? for|accounted for|contributes?|contributed|carry|carries|carried|holds?|held|makes?(?: us)?|made(?: us)?|earns?(?: us)?|earned(?: us)?|gives?(?: us)?|gave(?: us)?|pays?(?: us)?|paid(?: us)?|yields?|yielded|delivers?|delivered|puts? in|drives?|drove|causes?|caused|has|have|had|[mw]:\w+)(?: us)? (?:the )?(?<rank>most|least|highest|lowest)(?: money| cash)?(?: (?:in|of|on|via|through|from|as))?(?: (?:their|its|the|our|total))* (?=m:)/g

/** "German sellers": a value, where sellers are not what is listed. */
const SELLERS_OF =
  /(?<before> \S+| )? (?<value>f:(?:country|category|currency|method):\S+)(?: based)? (?:d:seller|m:active_sellers)(?= )/g
const LISTS_SELLERS =
  /^ (?:which|what|by|per|each|every|top|bottom|list|name|show|find|any|best|worst|highest|lowest|biggest|smallest|all|across|of the|\d+)$/

const sellersOf = (text: string): string =>
  text.replace(SELLERS_OF, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { before?: string; value: string }
    const before = groups.before ?? ''
    const isCounted = found.includes('m:active_sellers') && !/ m:(?!active_sellers)/.test(text)
    return LISTS_SELLERS.test(before) || isCounted ? found : `${before} ${groups.value}`
  })

const REST: readonly (readonly [RegExp, string])[] = [
  // "Category books", "country = DE": the noun of the value.
  [
    / (?:the )?d:(?<id>country|category|currency|method|reason|seller)(?: (?:is|was|of|called|named|like|code|name|with code))* f:\k<id>:/g,
    ' f:$<id>:',
  ],
  [/ f:(?<id>country|category|currency|method|reason):(?<value>\S+) d:\k<id>(?= )/g, ' f:$<id>:$<value>'],
  // "Countries whose sellers took most": the countries.
  [
    / d:(?<id>country|category|currency|method)(?<whose> (?:whose|where|in which|of which|with)(?: the| its| their)*) d:seller(?= )/g,
    ' d:$<id>$<whose>',
  ],
  // "Countries whose sellers took most": the countries.
  [
    / d:(?<id>country|category|currency|method)(?<whose> (?:whose|where|in which|of which|with)(?: the| its| their)*) d:seller(?= )/g,
    ' d:$<id>$<whose>',
  ],
  // "Which countries' sellers have": the countries.
  [/ d:(?<id>country|category) d:seller(?= (?:have|had|has|with|saw|got) )/g, ' d:$<id>'],
  // "The volume we took", "failed payouts failed with": said by the figure.
  [
    /(?<= m:\w+)(?: (?:that|which))? (?:we|they|it|sellers|you) (?:took|take|made|make|had|have|did|do|processed|handled|booked|saw|got|get|earned|generated|collected)(?: in)?(?= (?:in|on|from|for|during|by|via|p:\S+|f:\S+) )/g,
    '',
  ],
  [
    /(?<= m:payout_failures)(?: (?:that|which))? (?:failed|bounced|failing)(?= (?:with|because|due|for|by|on|in) )/g,
    '',
  ],
  [/ (?:failed|bounced|failing) (?=m:payout_failures )/g, ' '],
  // "Of them all together": the sum, and not each of them.
  [
    / d:seller(?= .* (?:them|these|those)(?: all)? (?:together|combined|in total|as a group|as a whole|altogether)(?: |$))/g,
    '',
  ],
  // "Doubled them": the figure before.
  [/(?<= m:(?<named>\w+) .*) (?<verb>doubled|tripled|halved) (?:them|it|those|that)(?= )/g, ' $<verb> m:$<named>'],
  // The same figure twice says it once.
  [/(?<= m:(\w+)) m:\1(?= )/g, ''],
  [/ (?:ahead of|behind|in front of|up on|down on)(?= (?:the )?(?:in |for )?[pc]:)/g, ' compared to'],
]
const JOINED =
  / (?<period>p:\d+) (?:starters?|joiners|newbies|newbie|first timers?|first time sellers|newcomers|intake|class|rookies|entrants|recruits|sign ups|signups|arrivals|debutants|m:new_sellers)(?= (?!by |per |each ))/g

/** "Did we pay Luna", "money we sent to German sellers": what went to their banks. */
const PAID =
  /(?<= (?:we|us|i|was|were|is|been|platform|got|did we|have|being|money|much)) (?:pay|paid|paying|send|sent|wire|wired|transfer|transferred|remit|remitted|give|gave)(?: out)?(?: over)?(?: to)?(?= (?:(?:the|our|all) )*(?:f:seller|f:country|d:seller|m:active_sellers))/g

/** "Whose volume, USD sales only, shrank": what is narrowed stands before the figure, so that the verb is beside it. */
const BETWEEN =
  /(?<figure> m:\w+)(?<value>(?: ,)? (?:only )?f:(?:currency|country|method|category):\S+(?: only)?(?: ,)?)(?= (?:has |have |had |was |were |is |are )?(?:rose|risen|fell|fallen|grew|grown|declined|dropped|decreased|increased|shrank|shrunk|up|down|doubled|halved|improved|worsened|rising|falling) )/g

const VERB_MOVED =
  '(?:rose|risen|fell|fallen|grew|grown|increased|decreased|declined|dropped|shrank|shrunk|improved|worsened|doubled|tripled|halved|went up|went down|rising|falling|growing|declining|shrinking)'
/** "Whose volume and refunds rose": each of them did. */
const BOTH_MOVED = new RegExp(
  ` (?:both )?(?:the |their )*(?<one>m:\\w+)(?: ,)? and (?:also )?(?:the |their )*(?<two>m:\\w+)(?<have>(?: (?:have|has|had|were|was|are|is|both|all|also))*) (?<verb>${VERB_MOVED})(?= )`,
  'g',
)
/** "10 % of EUR volume": the value narrows, the figure is beside its bound. */
const PERCENT_OF =
  / (?<percent>\d+(?:\.\d+)?%) of(?<the>(?: the| our| all| total)*) (?<value>f:currency:\S+) (?<figure>m:\w+)(?= )/g

/** "Sold by US sellers": who did it, and no split. */
const MADE_BY =
  / (?:sold|made|earned|generated|processed|placed|collected|paid|w:gross_volume|w:seller_net) by(?= (?:the )?f:(?:country|category|method):\S+ (?:d:seller|m:active_sellers))/g

/** "Lost more than 1000 USD of volume": an amount of the figure. */
const AMOUNT_OF =
  / (?<verb>(?:lost|gained|grew|added|dropped|fell|rose|increased|declined|decreased)(?: by)?(?: more than| over| at least| less than)?) (?<number>\d+(?:\.\d+)?) (?<value>f:currency:\S+) (?<of>of|in)(?: the| their| its| our)* (?<figure>m:\w+)(?= )/g

/** "Fewer USD orders", "doubled their EUR sales": the value stands before, so that the verb is beside the figure. */
const VALUE_BETWEEN =
  / (?<word>more|fewer|less|higher|lower|bigger|smaller|(?:(?:at least |more than )?(?:doubled|tripled|halved)|lost|gained|grew|increased|cut|reduced|raised)(?: their| its| the| our)?) (?<value>f:(?:currency|country|method|category):\S+) (?=m:)/g

/** The marked sentence with nouns that belong to values taken out, and one verb where several say the same. */
export function marksPlainly(marked: string): string {
  let text = marked
    .split(' ')
    .filter((word) => !FILLERS.has(word) || KEPT.has(word))
    .join(' ')
  text = text.replace(MADE_BY, ' from')
  if (!/ m:(?!active_sellers)/.test(text)) text = text.replace(PAID, ' m:payouts to')
  const joined = text.replace(JOINED, ' d:cohort of $<period>')
  // Only where something else is asked about them: by themselves they are counted.
  if (joined !== text && / [mw]:/.test(joined)) text = joined
  for (const [pattern, plain] of REST) text = text.replace(pattern, plain)
  return sellersOf(narrowed(text.replace(MOST_OF, ' had the $<rank> ').replace(HAVING, ' had')))
    .replace(BETWEEN, '$<value>$<figure>')
    .replace(BOTH_MOVED, ' $<one> $<verb> and $<two> $<verb>')
    .replace(PERCENT_OF, ' $<percent> of$<the> $<figure> $<value>')
    .replace(AMOUNT_OF, ' $<verb> $<number> $<of> $<figure> $<value>')
    .replace(VALUE_BETWEEN, ' $<value> $<word> ')
    .replace(/\s+/g, ' ')
}
