import type { MetricId } from '#lib/analytics/metrics.ts'
import type { Condition } from '#lib/analytics/schema.ts'
import { boundOf, type Sentence, takeAll } from './parts.ts'

const UP =
  '(?<up>increased|rose|risen|grew|grown|went up|gone up|goes up|improved|gained|rises|increases|grows|is up|are up|was up|went higher|increase|rise|grow|climbed)'
const DOWN =
  '(?<down>declined|decreased|dropped|fell|fallen|shrank|shrunk|went down|gone down|goes down|falls|declines|decreases|drops|is down|are down|was down|went lower|decline|decrease|drop|fall|slipped|slumped)'
const HOW_MUCH =
  '(?: by)?(?: (?<sign>more than|over|at least|less than|under|above))? (?<number>\\d+(?:\\.\\d+)?)(?<percent>%)?(?: points?)?'

const MOVED = new RegExp(
  ` m:(?<metric>\\w+)(?: (?:has|have|had|is|was|did|also|both|that|which|of d:\\w+))*(?: d:(?:month|week|day))? (?:${UP}|${DOWN})(?:${HOW_MUCH})?(?= )`,
)
const ADJECTIVE =
  / (?<word>rising|growing|increasing|higher|improving|falling|declining|decreasing|shrinking|lower|dropping) m:(?<metric>\w+)(?= )/

const MOVED_FIRST =
  / (?:(?<up>gained|grew|rose|increased|added)|(?<down>lost|fell|declined|dropped|shrank|decreased))(?: by)?(?: (?<sign>more than|over|at least|less than|under|above))? (?<number>\d+(?:\.\d+)?)(?<percent>%)?(?: points?)? (?:of|in)(?: the| their| its| our)? m:(?<metric>\w+)(?= )/

const TIMES = '(?<at>at least |more than )?(?<times>doubled|tripled|halved)'
const MULTIPLIED = new RegExp(
  `(?: ${TIMES}(?: (?:their|its|our|the|in))* m:(?<metric>\\w+)| m:(?<other>\\w+)(?: (?:has|have|had|that|which))* (?<at2>at least |more than )?(?<times2>doubled|tripled|halved))(?= )`,
)
/** How far it moved at least, in percent: twice as much is 100 more. */
const PERCENT_OF: Readonly<Record<string, string>> = { doubled: '100', tripled: '200', halved: '-50' }

/** "Sold more in October than in September". */
const MORE_THAN_THEN =
  / m:(?<metric>\w+)(?: was| were| is)? (?<word>more|higher|bigger|larger|less|fewer|lower|smaller)(?<then>(?: (?:in|during|for|over|the))* p:\d+ than)(?= )/

export type Moves = { readonly conditions: Condition[]; readonly moved: MetricId[] }

/** "Grew volume by 10%", "cut their refunds", "shrank in volume": what they did with it. */
const DID_WITH = new RegExp(
  ` (?:(?<up>grew|raised|increased|gained)|(?<down>cut|reduced|lowered|decreased|shrank))(?: their| its| the| our| in)? m:(?<metric>\\w+)(?:${HOW_MUCH})?(?= )`,
)

/** "volume declined but take rate increased", "refunds rose by more than 10%", "lost 20% of volume". */
export function readMoves(sentence: Sentence): Moves {
  const conditions: Condition[] = []
  const moved: MetricId[] = []
  const add = (metric: MetricId, isUp: boolean, sign = '', number = '', percent = '') => {
    const of = number !== '' && percent === '%' && !/rate$/.test(metric) ? 'change_percent' : 'change'
    const isLess = /less|under/.test(sign)
    conditions.push({
      metric,
      of,
      is: boundOf(isUp !== isLess, /at least/.test(sign)),
      than: number === '' ? '0' : isUp ? number : `-${number}`,
    })
    moved.push(metric)
  }
  takeAll(sentence, MOVED, ({ metric = '', up, sign, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign, number, percent)
    return `m:${metric}`
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
  takeAll(sentence, MORE_THAN_THEN, ({ metric = '', word = '', then = '' }) => {
    add(metric as MetricId, /more|higher|bigger|larger/.test(word))
    return `m:${metric}${then}`
  })
  takeAll(sentence, DID_WITH, ({ metric = '', up, sign, number, percent }) => {
    add(metric as MetricId, up !== undefined, sign, number, percent)
    return `m:${metric}`
  })
  takeAll(sentence, ADJECTIVE, ({ metric = '', word = '' }) => {
    add(metric as MetricId, /rising|growing|increasing|higher|improving/.test(word))
    return `m:${metric}`
  })
  return { conditions, moved }
}
