/** One figure as a part of another. */
export const isAgainst = (text: string): boolean =>
  / m:\w+ (?:as )?(?:an? |the )?(?:share|percentage|percent|proportion|fraction) of(?: the| our| their| total)* m:/.test(
    text,
  ) ||
  / (?:share|percentage|percent|proportion|fraction|part|portion) of(?: the| our| all)* (?:d:seller|m:active_sellers) (?!m:).*m:/.test(
    text,
  )

const AGAINST_ALL =
  / (?:vs|versus|against|to|with|than|from)(?: the| all| our| of| a)* (?:average|rest|overall|marketplace|others?|d:seller|total|everyone|everybody|peers)(?= )/

/** Ranks within each part, places of one, averages over parts: none of them is a row. `text` is the marked sentence. */
export function isOfParts(text: string): boolean {
  const ranked =
    / (?:top|best|worst|highest|lowest|largest|smallest|biggest|most|least|fewest|leading|bottom|main) /.test(text)
  const perEach = [...text.matchAll(/ (?:per|each|every) d:(\w+)(?= )/g)].map(([, id]) => id)
  const splits = [...text.matchAll(/ d:(\w+)(?= )/g)].map(([, id]) => id)
  return (
    (ranked && perEach.some((id) => splits.some((one) => one !== id))) ||
    / (?:rank|ranking|position|place)(?: (?:of|for|does|is|has|number))+ (?:\S+ )*?f:seller| f:seller:\S+ (?:rank|ranks|ranked|stand|stands|placed)(?= )/.test(
      text,
    ) ||
    / (?:first|second|third|fourth|last|final|1st|2nd|3rd|4th) d:(?:week|day|month) of /.test(text) ||
    / f:(\w+):\S+ or (?:in |for |from )?f:(?!\1:)/.test(text) ||
    (/ f:seller/.test(text) && AGAINST_ALL.test(text)) ||
    /(?<! on) (?:average|mean|typical)(?: (?:number|amount|total|daily|weekly|monthly|of|d:\w+))* m:(?:gross_volume|net_volume|platform_fees|processor_fees|seller_net|orders|refunds|disputes|payouts|active_sellers|payout_failures)(?= )/.test(
      text,
    )
  )
}

/** "Lower than Germany": one value against the rows of another kind. */
function thanOne(text: string): boolean {
  const dimension = / than(?: in| the| of| for| from)* f:(\w+):/.exec(text)?.[1]
  return dimension !== undefined && text.split(` f:${dimension}:`).length < 3
}

/** One figure set against another, or single orders: what no row has. `text` is the marked sentence. */
export function isDivided(text: string): boolean {
  const isOfSome = / (?:of|from|for|by)(?: the| our)? m:(?:new|active)_sellers(?= )/.test(text) && / m:.* m:/.test(text)
  const isOfOne =
    !/ d:/.test(text) &&
    / (?:(?:largest|biggest|smallest|greatest|highest) m:(?:orders|refunds|payouts|disputes)|m:orders (?:over|above|under|below)|m:orders between \d+ and \d+) /.test(
      text,
    )
  return (
    isOfSome ||
    isOfOne ||
    / m:(?:refunds|disputes)(?: \S+)*? (?:for|of|from|on) (?:the )?m:orders(?= )/.test(text) ||
    / m:orders (?:that |which )?(?:without|with no|had no|with zero)(?: any| a)* m:(?:refunds|disputes)(?= )/.test(
      text,
    ) ||
    / (?:than|vs|versus|against|compared to|compared with)(?: in| on)? $/.test(text) ||
    thanOne(text) ||
    / m:orders (?:(?:that|which|who|were|was|are|got|have|had|been|with) )*m:(?:refunds|disputes)(?= )/.test(text) ||
    / than m:/.test(text) ||
    / m:\w+ (?:more|less|fewer|higher|lower|bigger|larger|smaller) than (?:they|it|we|their|its|he|she)(?! (?:was|were|had|did)) /.test(
      text,
    ) ||
    /(?<! (?:without|not|no|even) an?| (?:without|not|no)) (?:single|individual) m:(?:orders|refunds|payouts|disputes)(?= )/.test(
      text,
    ) ||
    / (?:per|each|every|an?) (?:order|sale|payment|payout|dispute|refund|transaction)(?= )/.test(text) ||
    / (?:per|divided by|as a share of|as a percentage of|relative to|each) m:/.test(text)
  )
}
