import type { MetricId } from '#lib/analytics/metrics.ts'
import { marksPlainly } from './marks-plainly.ts'
import { isBadWhenHigh } from './polarity.ts'

const DID = ' (?:did|has|have|does|do)(?<who>(?: (?:f:\\S+|d:seller|the|all|our|in|from|that|who|during|j:in|p:\\d+))+)'
const EARNED = new RegExp(`${DID} (?:earn|earned|make|made)(?= )`)
const SOLD = new RegExp(`${DID} (?:sell|w:gross_volume)(?= )`)
const HAD = new RegExp(`${DID} [mw]:seller_net(?= )`)

/** All of them together: "sellers" is who it is about, and no split. */
const whoOf = (found: readonly unknown[]): string => String(found[1]).replaceAll(' d:seller', '')

/** "Did Blue Hour Books sell", "what did sellers in Japan earn", "who sells the most". */
const withVerbsOfSellers = (text: string): string =>
  text
    .replace(EARNED, (...found) => `${whoOf(found)} w:seller_net`)
    .replace(HAD, (...found) => `${whoOf(found)} w:seller_net`)
    .replace(SOLD, (...found) => `${whoOf(found)} w:gross_volume`)
    .replace(/ sells?(?= (?:the )?(?:most|least) )/, ' w:gross_volume')
    .replace(/ sell(?= (?:less|more) )/, ' w:gross_volume')

const PART = '(?:share|percentage|percent|proportion|fraction|part|portion)'
const OF = `(?:as (?:an? |the )?|in |by )?${PART}(?: of)?(?: the| our| their| its| total| all)*`

/** One figure as a part of another, where that is a rate of ours by its definition. */
const RATES: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      ` ${PART} of(?: the| our| their| total)* m:gross_volume(?: that| which| is| was| were| got| being)* m:refunds(?= )`,
      'g',
    ),
    ' m:refund_rate',
  ],
  [new RegExp(` m:refunds(?: (?:is|are|was|were))? ${OF} m:gross_volume(?= )`, 'g'), ' m:refund_rate'],
  [/ m:refunds (?:relative to|divided by|over)(?: the| our| their| total)* m:gross_volume(?= )/g, ' m:refund_rate'],
  [new RegExp(` m:platform_fees(?: (?:is|are|was|were))? ${OF} m:net_volume(?= )`, 'g'), ' m:take_rate'],
  [/ m:platform_fees (?:relative to|divided by)(?: the| our| their| total)* m:net_volume(?= )/g, ' m:take_rate'],
  [/ m:gross_volume (?:per|divided by(?: the)?(?: number of)?) (?:order|m:orders)(?= )/g, ' m:average_order'],
]

/**
 * Verbs that may stand for a figure (`w:`) say nothing of their own beside the figure itself: "how many orders did we process",
 * "what did we earn in commission". Elsewhere they are the figure.
 */
const withVerbs = (text: string): string =>
  text
    .replace(
      /(?<= m:\w+(?: (?!m:|w:|and |, |but |or )\S+){0,8}?) w:\w+(?= (?!(?:more|less|over|at|the most|most|between|above|under)(?: |$)))/g,
      '',
    )
    .replace(/ w:\w+ (?:in|from|of|through|as)((?: (?:our|the|total))* m:\w+)/g, '$1')
    .replace(/ w:/g, ' m:')

/** Ways of saying what another way says more plainly, so that each rule has one to read. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/(?<= (?:did|do|does)(?: \S+){1,5}) give back(?= )/g, ' w:refunds'],
  // "Gave back the most in refunds", "lost the most to disputes": the figure says more than the verb.
  [
    / [mw]:\w+ (?:the )?(?<rank>most|least) (?:in|of|on|via|through)(?: their| its| the)* m:(?<metric>\w+)(?= )/g,
    ' $<rank> m:$<metric>',
  ],
  // "What share does each failure reason have": of the figure that was named.
  [/(?<= m:(?<named>\w+) .*)(?<word> each| every| per| by) m:\k<named> d:reason(?= )/g, '$<word> d:reason'],
  [/ m:payouts(?: get| got| become| became| getting| been| any)* (?:faster|quicker)(?= )/g, ' m:time_to_payout fell'],
  [/ m:payouts(?: get| got| become| became| getting| been| any)* slower(?= )/g, ' m:time_to_payout rose'],
  [/ how many times(?= )/g, ' how many'],
  [/ most (?:expensive|costly|profitable|lucrative|valuable)(?= .*m:)/g, ' most'],
  [/ least (?:expensive|costly|profitable|lucrative|valuable)(?= .*m:)/g, ' least'],
  [/ how far(?= (?:did|has|have|do|does) )/g, ' how'],
  [/(?<= m:time_to_payout(?: \S+)*) (?:longest|slowest)(?= )/g, ' highest'],
  [/(?<= m:time_to_payout(?: \S+)*) (?:shortest|fastest|quickest)(?= )/g, ' lowest'],
  [
    / (?:gained|added|grew|increased)(?: the)? most(?: in| of)?(?: their| its| the)? m:(\w+)(?= )/g,
    ' m:$1 grew the most',
  ],
  [
    / (?:lost|dropped|shed|declined)(?: the)? most(?: in| of)?(?: their| its| the)? m:(\w+)(?= )/g,
    ' m:$1 fell the most',
  ],
  [/ m:payouts(?: the)? (?:fastest|quickest|soonest)(?= (?!growing|rising))/g, ' lowest m:time_to_payout'],
  [/ m:payouts(?: the)? (?:slowest|longest|latest)(?= (?!growing|rising))/g, ' highest m:time_to_payout'],
  [/ (?:in |for |during |over )?the d:(?:month|week|day) of(?= (?:the )?p:)/g, ' in'],
  [/ (?:number|count) of d:seller(?= (?:with|that|who|whose|having|without) )/g, ' d:seller'],
  [/ (?:number|count) of m:active_sellers(?= (?:with|that|who|whose|having|without) )/g, ' d:seller'],
  [/ m:active_sellers(?= (?:with|that|who|whose|having|without) (?!.* by ))/g, ' d:seller m:active_sellers'],
  [/ (most|least) disputed(?= )/g, ' $1 m:disputes'],
  [/ d:month d:cohort(?= )/g, ' d:cohort'],
  [/ (growth|rise|increase|gain|decline|drop|decrease|fall|dip) (?:above|over)(?= \d)/g, ' $1 of more than'],
  [/ (growth|rise|increase|gain|decline|drop|decrease|fall|dip) (?:below|under)(?= \d)/g, ' $1 of less than'],
  [/ how (?:big|large|high|low|good|bad|strong)(?= (?:is|are|was|were|did|has|have) )/g, ' how'],
  [
    /(?<=^ (?:which|who|whose|list|show|show me|name|what)(?: (?:are|were))?(?: (?:the|our|all))?) m:new_sellers(?= )/g,
    ' m:new_sellers by d:seller',
  ],
  [
    / how (?:long|fast|quickly|quick|slow|many days)(?<whose>(?: (?!m:)\S+)*?) m:payouts(?: to)? (?:take|takes|took|taken|taking|arrive|arrived|get there|last)(?: to arrive| to get there)?(?= )/g,
    '$<whose> m:time_to_payout',
  ],
  [/ (?:leaderboard|league table|ranking|list|listing|table|overview) of(?= (?:the |our |all |my )*d:)/g, ' rank'],
  [
    // "Who started in March and were active in June" has two.
    / m:active_sellers(?<between>(?: (?!m:|and )\S+){0,6}?) (?:j:in|joined|started|onboarded)(?= )(?! .*p:\d+ .*p:\d)/g,
    ' m:new_sellers$<between>',
  ],
  [
    / (?:went|goes|go|going|gone|ran|run|runs|flowed|made|paid|placed)(?= (?:through|to|via|into|by|with|using|in) (?:(?:the )?f:(?:method|country|category|currency|seller)|(?:the )?d:seller (?:(?:from|in|of|based in|out of) )+f:country))/g,
    '',
  ],
  [/ (?<kept>m:active_sellers(?: \S+)*?) (?:were |are |was |been )?active(?= )/g, ' $<kept>'],
  [
    / (?:takes?|took|taking|waits?|waited|waiting|(?:has|have|had) to wait)(?: the)? (?<rank>longest|shortest|most|least)(?: (?:for|to|get|receive|their|its|be|the|a|money|until|time|in))* (?:m:payouts|payout|paid(?: out)?)(?= )/g,
    ' $<rank> m:time_to_payout',
  ],
  [/ (?:longest|slowest)(?= (?:\S+ )*m:time_to_payout)/g, ' highest'],
  [/ (?:shortest|fastest|quickest)(?= (?:\S+ )*m:time_to_payout)/g, ' lowest'],
  [/(?<= (?:highest|lowest)(?: [^ m]\S*)*) m:payouts(?= (?:took|take|wait|waits|duration) )/g, ' m:time_to_payout'],
  [
    / (?:lost|lose|losing|loses)(?<much>(?: (?:the )?most)?)(?: of)?(?: money| volume| amount)?(?: to| from| through| in| because of| due to) m:disputes(?= )/g,
    '$<much> m:dispute_losses',
  ],
  [
    / (?<rank>most|least) (?:common|frequent|frequently|often)(?<between>(?: [^ m]\S*)*) m:(?<metric>disputes|payout_failures|orders)(?= )/g,
    ' $<rank>$<between> m:$<metric>',
  ],
  [
    / m:(?<metric>disputes|payout_failures|orders)(?<between>(?: [^ m]\S*)*) (?<rank>most|least) (?:common|frequent|frequently|often)(?= )/g,
    ' m:$<metric>$<between> $<rank>',
  ],
  [/ most often(?= )/g, ' most'],
  [/ poorest(?= )/g, ' worst'],
  [
    / (?:up or down|down or up|higher or lower|more or less|better or worse|rising or falling|increasing or decreasing|growing or shrinking)(?: (?:on|from|than|against|compared (?:to|with)))?(?= )/g,
    ' compared to',
  ],
  [/ (?:up|down) (?:on|from|against|compared to|compared with|vs|versus)(?= (?:the )?[pc]:)/g, ' compared to'],
  [/ (best|top|worst|most|least) selling(?= )/g, ' $1 m:gross_volume'],
  [/ (most|least) m:active_sellers (by|in|with) m:/g, ' $1 d:seller $2 m:'],
  [/(?<= [mw]:refunds) to (?:the |our )?(?:buyers|customers)(?= )/g, ''],
]

/** A line that was crossed is neither how far something moved nor what it is now. */
export const CROSSES =
  / (?:rose|risen|fell|fallen|grew|dropped|climbed|increased|decreased|declined|went|go|gone|jumped|slipped|dipped|drop|fall|rise|climb) (?:up |down )?(?:above|below|under|past|beyond|to) \d/

/** Whether something got better, by what it is: a refund rate that improved fell. */
const QUALITY =
  / m:(?<metric>\w+)(?<between>(?: (?:has|have|had|is|was|are|were|did|both|that|which|got|gotten|gets|getting|become|becoming|been|d:month|d:week|d:day))*) (?<word>improved|improves|improving|improve|better|worsened|worsens|worsening|worsen|worse|deteriorated|deteriorates|deteriorating|deteriorate)(?= )/
const QUALITY_FIRST =
  / (?<word>improved|improving|improve|worsened|worsening|worsen|deteriorating)(?: their| its| the| our| in)* m:(?<metric>\w+)(?= )/
const isGood = (word: string) => /^(?:improv|better)/.test(word)

function withQuality(text: string): string {
  const verb = (metric: string, word: string) => (isGood(word) === isBadWhenHigh(metric as MetricId) ? 'fell' : 'rose')
  const one = (found: string, metric: string, between: string, word: string) =>
    / (?:than|compared) /.test(text) &&
    !/ (?:got|gotten|gets|getting|become|becoming)(?: |$)/.test(between) &&
    /^(?:better|worse)$/.test(word)
      ? found
      : ` m:${metric}${between.replace(/ (?:got|gotten|gets|getting|become|becoming)/g, '')} ${verb(metric, word)}`
  return / most improved /.test(text)
    ? text.replace(
        / most improved((?: [^ m]\S*)*) m:(\w+)(?= )/,
        (_, between: string, metric: string) =>
          ` biggest ${isBadWhenHigh(metric as MetricId) ? 'drop' : 'increase'} in${between} m:${metric}`,
      )
    : text
        .replace(new RegExp(QUALITY, 'g'), (found, metric: string, between: string, word: string) =>
          one(found, metric, between, word),
        )
        .replace(
          new RegExp(QUALITY_FIRST, 'g'),
          (_, word: string, metric: string) => ` m:${metric} ${verb(metric, word)}`,
        )
}

/** The marked sentence, said more plainly. */
export function tidied(marked: string): string {
  let text = withVerbsOfSellers(marksPlainly(marked))
  for (const [pattern, plain] of PLAINER) text = text.replace(pattern, plain)
  text = withVerbs(text)
  for (const [pattern, plain] of RATES) text = text.replace(pattern, plain)
  return withQuality(text.replace(/\s+/g, ' '))
}
