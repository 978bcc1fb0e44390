import type { Plan } from './compile/plan.ts'
import { dimensionLabel } from './dimensions.ts'
import { metricOf } from './metrics.ts'
import { addDays } from './period/calendar.ts'
import type { Period } from './period/period.ts'
import type { Condition, Filter } from './schema.ts'

/** The question as the product took it, in a sentence that a person can check. */
export function understood(plan: Plan): string {
  const { query, metrics, period, compared } = plan
  const what = list(metrics.map(({ label }, index) => (index === 0 ? label : label.toLowerCase())))
  const by = query.dimensions.map((id) => dimensionLabel(id).toLowerCase())
  return [
    `${what}${by.length === 0 ? '' : ` by ${list(by)}`}`,
    ...query.filters.map(filterWords),
    ...query.shown.map((one) => `of all, ${filterWords(one)}`),
    isSnapshot(plan) ? 'as of now' : periodWords(period),
    ...(compared === null ? [] : [`against ${compared.label}`]),
    ...query.conditions.map(conditionWords),
    ...(query.withShare ? ['with the share of the whole'] : []),
    ...(query.currency === null ? [] : [`in ${query.currency}`]),
    ...query.leftOut.map((words) => `leaving out “${words}”`),
  ].join(', ')
}

export const isSnapshot = ({ metrics }: Plan): boolean => metrics.every(({ source }) => source === 'debts')

const list = (words: readonly string[]) => new Intl.ListFormat('en').format(words)

const periodWords = ({ from, until, label }: Period) => {
  const last = addDays(until, -1)
  return label.includes(from) ? label : `${label} (${from === last ? from : `${from} to ${last}`})`
}

const filterWords = ({ dimension, is, values }: Filter) =>
  dimension === 'currency' && is === 'one_of'
    ? `only what was made in ${new Intl.ListFormat('en', { type: 'disjunction' }).format(values)}`
    : `${dimensionLabel(dimension).toLowerCase()} ${is === 'one_of' ? '' : 'not '}${new Intl.ListFormat('en', { type: 'disjunction' }).format(values)}`

const SIGNS = { above: 'above', at_least: 'at least', below: 'below', at_most: 'at most', equal: 'equal to' } as const

function conditionWords({ metric, of, is, than }: Condition): string {
  const { label, unit } = metricOf(metric)
  const name = label.toLowerCase()
  if (of === 'value') return `${name} ${SIGNS[is]} ${than}${unit === 'percent' ? ' %' : ''}`
  if (of === 'before') return `${name} before ${SIGNS[is]} ${than}${unit === 'percent' ? ' %' : ''}`
  if (of === 'share') return `${name} ${SIGNS[is]} ${than} % of the whole`
  if (Number(than) === 0 && is === 'above') return `where ${name} rose`
  if (Number(than) === 0 && is === 'below') return `where ${name} fell`
  return `where ${name} changed by ${SIGNS[is]} ${than}${of === 'change_percent' ? ' %' : unit === 'percent' ? ' points' : ''}`
}
