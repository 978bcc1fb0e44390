import type { MetricId } from '#lib/analytics/metrics.ts'
import type { Condition } from '#lib/analytics/schema.ts'
import { boundOf, type Sentence, takeAll } from './parts.ts'

const UP =
  '(?<up>increased|rose|risen|grew|grown|went up|gone up|goes up|gained|rises|increases|grows|is up|are up|was up|were up|up|went higher|increase|rise|grow|climbed|climb|jumped|growth|gain|growing|rising|increasing|climbing)'
const DOWN =
  '(?<down>declined|decreased|dropped|fell|fallen|shrank|shrunk|went down|gone down|goes down|falls|declines|decreases|drops|is down|are down|was down|were down|down|went lower|decline|decrease|drop|fall|slipped|slumped|dipped|dip|falling|declining|decreasing|shrinking|dropping|sinking)'
/** "Above" and "under" need a "by": without it they say what it is now. */
const SIGN =
  '(?:(?: by| of)?(?: (?<sign>more than|over|at least|less than|at most|up to|no more than))?| (?:by|of) (?<line>above|under|below))'
const HOW_MUCH = `${SIGN} (?<number>\\d+(?:\\.\\d+)?)(?<percent>%)?(?: points?)?`

const MOVED = new RegExp(
  ` m:(?<metric>\\w+)(?<whose>(?: (?:has|have|had|is|was|did|also|both|that|which|been|being|are|were|keeps|of d:\\w+|(?:of|for|in|from|by|with|on|via|through|among|at) f:\\S+))*)(?: d:(?:month|week|day))? (?:${UP}|${DOWN})(?= (?!to \\d|to p:))(?:${HOW_MUCH})?(?= )`,
)
const ADJECTIVE =
  / (?<word>rising|growing|increasing|higher|falling|declining|decreasing|shrinking|lower|dropping|sinking|climbing|gaining|losing) m:(?<metric>\w+)(?= )/

const MOVED_FIRST =
  / (?:(?<up>gained|grew|rose|increased|added|up)|(?<down>lost|down|fell|declined|dropped|shrank|decreased))(?: by)?(?: (?<sign>more than|over|at least|less than|under|above))? (?<number>\d+(?:\.\d+)?)(?<percent>%)?(?: points?)? (?:of|in)(?: the| their| its| our)? m:(?<metric>\w+)(?= )/

/** "A drop in orders of at least 25 %", "growth in volume". Superlatives were read before. */
const NOUN_MOVED = new RegExp(
  ` (?:(?:an?|the|any|some) )?(?:(?<up>increase|rise|growth|gain|jump)|(?<down>drop|decline|decrease|fall|dip|loss))(?<early>${HOW_MUCH.replaceAll('(?<', '(?<e')})? (?:in|of)(?: the| their| its| our)* m:(?<metric>\\w+)(?:${HOW_MUCH})?(?= )`,
)
/** "Shrank last month by volume": in which figure, behind it. */
const MOVED_IN = new RegExp(
  ` (?:(?<up>grew|rose|increased|gained|rising|growing|increasing)|(?<down>shrank|fell|declined|dropped|decreased|falling|declining|shrinking|dropping|decreasing))(?<mid>(?: p:\\d+| in p:\\d+)?) (?:by|in|on)(?: their| its| the)* m:(?<metric>\\w+)(?:${HOW_MUCH})?(?= )`,
)

const MORE = 'more|higher|bigger|larger|greater'
const FEWER = 'less|fewer|lower|smaller'
const THAN =
  ' (?:than|vs|versus|compared to|compared with|against)(?: it was| they were| they had| it had)?(?: (?:in|during|for|on|over|the))* [pc]:'
/** "More refunds in October than in September", "fewer orders than last month". */
const MORE_FIRST = new RegExp(
  ` (?:an? )?(?<word>${MORE}|${FEWER}) m:(?<metric>\\w+)(?<then>(?: (?:in|during|for|on|over|the))*(?: p:\\d+)?)(?=${THAN})`,
)
/** "More orders but lower volume in October than in September": the first of two. */
const MORE_OF_TWO = new RegExp(` (?:an? )?(?<word>${MORE}|${FEWER}) m:(?<metric>\\w+)(?= (?:and|but|yet|while) )`)
/** "More orders than in August but a smaller basket": the second of two. */
const MORE_SECOND = new RegExp(
  ` (?:and|but|yet|while|with|also)(?: an?)? (?<word>${MORE}|${FEWER}) m:(?<metric>\\w+)(?= )`,
)
const MORE_BEHIND = new RegExp(
  ` m:(?<metric>\\w+)(?: was| were| is| are| had been)?(?<early>(?: (?:in|during|for|on|over|the))*(?: p:\\d+)?)(?: was| were| is| are)? (?<word>${MORE}|${FEWER})(?<then>(?: (?:in|during|for|on|over|the))*(?: p:\\d+)?)(?=${THAN})`,
)

const TIMES = '(?<at>at least |more than )?(?<times>doubled|tripled|halved)'
const MULTIPLIED = new RegExp(
  `(?: ${TIMES}(?: (?:their|its|our|the|in))* m:(?<metric>\\w+)| m:(?<other>\\w+)(?: (?:has|have|had|that|which))* (?<at2>at least |more than )?(?<times2>doubled|tripled|halved))(?= )`,
)
/** How far it moved at least, in percent: twice as much is 100 more. */
const PERCENT_OF: Readonly<Record<string, string>> = { doubled: '100', tripled: '200', halved: '-50' }

export type Moves = { readonly conditions: Condition[]; readonly moved: MetricId[] }

/** "Grew volume by 10%", "cut their refunds", "shrank in volume": what they did with it. */
const DID_WITH = new RegExp(
  ` (?:(?<up>grew|raised|increased|gained)|(?<down>cut|reduced|lowered|decreased|shrank|lost))(?: their| its| the| our| in)? m:(?<metric>\\w+)(?:${HOW_MUCH})?(?= )`,
)

/** "volume declined but take rate increased", "refunds rose by more than 10%", "lost 20% of volume". */
export function readMoves(sentence: Sentence): Moves {
  const conditions: Condition[] = []
  const moved: MetricId[] = []
  const add = (metric: MetricId, isUp: boolean, sign = '', number = '', percent = '') => {
    const of = number !== '' && percent === '%' && !/rate$/.test(metric) ? 'change_percent' : 'change'
    const isLess = /less|under|below|at most|up to|no more/.test(sign)
    conditions.push({
      metric,
      of,
      is: boundOf(isUp !== isLess, /at least|at most|up to|no more/.test(sign)),
      than: number === '' ? '0' : isUp ? number : `-${number}`,
    })
    // "Fell by less than 10 %" is no rise.
    if (isLess) conditions.push({ metric, of, is: boundOf(isUp, false), than: '0' })
    moved.push(metric)
  }
  const before = new RegExp(THAN).test(sentence.text)
  for (const pattern of before ? [MORE_FIRST, MORE_BEHIND, MORE_OF_TWO, MORE_SECOND] : [])
    takeAll(sentence, pattern, ({ metric = '', word = '', early = '', then = '' }) => {
      add(metric as MetricId, new RegExp(`^(?:${MORE})$`).test(word))
      return `m:${metric}${early}${then}`
    })
  takeAll(sentence, NOUN_MOVED, ({ metric = '', up, sign, line, number, percent, esign, enumber, epercent }) => {
    add(metric as MetricId, up !== undefined, sign ?? line ?? esign, number ?? enumber, percent ?? epercent)
    return `m:${metric}`
  })
  takeAll(sentence, MOVED, ({ metric = '', whose = '', up, sign, line, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign ?? line, number, percent)
    return `m:${metric}${whose}`
  })
  takeAll(sentence, MOVED_IN, ({ metric = '', up, mid = '', sign, line, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign ?? line, number, percent)
    return `m:${metric}${mid}`
  })
  takeAll(sentence, MOVED_FIRST, ({ metric = '', up, sign, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign, number, percent)
    return `m:${metric}`
  })
  takeAll(sentence, MULTIPLIED, ({ metric, other = '', times, times2 = '', at, at2 }) => {
    const metricId = (metric ?? other) as MetricId
    const word = times ?? times2
    const isOver = (at ?? at2) === 'more than '
    conditions.push({
      metric: metricId,
      of: 'change_percent',
      is: word === 'halved' ? (isOver ? 'below' : 'at_most') : isOver ? 'above' : 'at_least',
      than: PERCENT_OF[word] ?? '0',
    })
    moved.push(metricId)
    return `m:${metricId}`
  })
  takeAll(sentence, DID_WITH, ({ metric = '', up, sign, line, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign ?? line, number, percent)
    return `m:${metric}`
  })
  takeAll(sentence, ADJECTIVE, ({ metric = '', word = '' }) => {
    add(metric as MetricId, /rising|growing|increasing|higher|climbing|gaining/.test(word))
    return `m:${metric}`
  })
  return { conditions, moved }
}
