import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { type Asked, readQuestion } from '../grammar/read-question.ts'

const WHY =
  /^\s*(?:(?:(?:can|could) you (?:tell me|explain)|please|tell me|show me|break down|any idea|do (?:we|you) know|i (?:want|need) to (?:know|understand)|i wonder|explain)\s+)*(?:why|how come|what (?:caused|drove|explains|is behind|was behind|led to)|explain(?: to me)? (?:why|what drove))\s+(?:did |has |have |is |are |was |were |the )?/i
const FELL =
  /\b(?:fall|fell|fallen|drop|dropped|decline|declined|decrease|decreased|down|lower|shrink|shrank|slump|slumped|less|fewer|below)\b/i
const MOVED =
  /\b(?:rise|rose|risen|grow|grew|grown|increase|increased|jump|jumped|climb|climbed|go up|went up|up|higher|above|more|change|changed|move|moved|growth|gain|gains|growing|differ|differs|different)\b/i
const SELLERS_SHOWN = 5
/** What a figure is made of, by its definition. */
const MADE_OF: Partial<Record<MetricId, readonly MetricId[]>> = {
  gross_volume: ['orders', 'average_order'],
  platform_fees: ['net_volume', 'take_rate'],
  net_volume: ['gross_volume', 'refunds', 'dispute_losses'],
  average_order: ['gross_volume', 'orders'],
  refund_rate: ['refunds', 'gross_volume'],
  dispute_rate: ['disputes', 'orders'],
  take_rate: ['platform_fees', 'net_volume'],
}

/**
 * "Why did volume fall in October": nobody keeps reasons, but how far it moved and at which sellers it moved most stands in the
 * rows. Null when that is not the question, or when rows have reasons of their own.
 */
export function whyMoved(question: string, asked: Asked): AnalyticsQueryInput[] | null {
  if (PARTS.test(question)) return partsOf(question, asked)
  if (!WHY.test(question) || !(FELL.test(question) || MOVED.test(question))) return null
  const reading = readQuestion(question.replace(WHY, ''), { ...asked, previous: null })
  if (reading.kind !== 'query') return null
  const { query } = reading
  const [metric] = query.metrics
  if (metric === undefined || query.order != null) return null
  // What it is to be told by was said: those figures, for both periods.
  if (query.metrics.length > 1 || (query.dimensions ?? []).length > 0)
    return query.comparison == null ? null : [{ ...query, conditions: [] }]
  const { dimensions } = metricOf(metric)
  const has = dimensions as readonly string[]
  const whole = {
    ...query,
    conditions: [],
    comparison: query.comparison ?? ('previous_period' as const),
  }
  const made = { ...whole, metrics: [metric, ...(MADE_OF[metric] ?? [])] }
  const isOneSeller = (query.filters ?? []).some(({ dimension }) => dimension === 'seller')
  const by = has.includes('reason') ? 'reason' : isOneSeller ? 'category' : 'seller'
  if (!has.includes(by)) return [made]
  const where = {
    ...whole,
    dimensions: [by] as const,
    order: { by: metric, of: 'change' as const, direction: FELL.test(question) ? ('up' as const) : ('down' as const) },
    limit: SELLERS_SHOWN,
  }
  // Two periods that are named are compared in the end, whatever stands before it.
  return !NAMES_TWO.test(question) || by === 'reason'
    ? [made, { ...where, dimensions: [by] }]
    : [{ ...where, dimensions: [by] }, made]
}

const NAMES_TWO = /\b(?:vs|versus|compared|than|between|against|from .+ to)\b/i
const PARTS =
  /\b(?:is|was|are|were)?\s*(?:made(?: up)? (?:of|from)|composed of|put together|calculated from|comes? together|consists? of)\b|\bwhat (?:makes up|goes into|went into)\b/i

/** "What net volume of October is made of": the figure, with those that it is made of. */
function partsOf(question: string, asked: Asked): AnalyticsQueryInput[] | null {
  const reading = readQuestion(question.replace(PARTS, ' '), asked)
  const [metric] = reading.kind === 'query' ? reading.query.metrics : []
  const parts = metric === undefined ? undefined : MADE_OF[metric]
  if (reading.kind !== 'query' || metric === undefined || parts === undefined || reading.query.metrics.length > 1)
    return null
  return [{ ...reading.query, metrics: [metric, ...parts] }]
}
