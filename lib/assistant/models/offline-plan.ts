import type { Today } from '#lib/analytics/period/read-period.ts'
import { type AnalyticsQueryInput, analyticsQuery } from '#lib/analytics/schema.ts'
import { readQuestion } from '../grammar/read-question.ts'
import type { Reading } from '../grammar/reading.ts'
import { normalise } from '../grammar/text.ts'
import type { Names } from '../grammar/vocabulary.ts'
import { readRequest, withReason } from '../requests/read-request.ts'
import type { Request } from '../requests/request.ts'
import type { Answered, Turn } from './prompt-turns.ts'

/** What the analyst may know besides the conversation. */
export type Surroundings = { readonly names: Names; readonly now: Today; readonly page: string }

/** `choices` are answers to a question back, any of which the analyst understands. */
export type Plan =
  | { readonly text: string; readonly choices?: readonly string[] }
  | { readonly tool: string; readonly input: unknown }

/** Decides what comes next in a conversation: a tool that is registered, or words. Pure. */
export function planNext(turns: readonly Turn[], tools: ReadonlySet<string>, around: Surroundings): Plan {
  const turn = turns.at(-1)
  if (turn === undefined) return { text: 'Ask me about volume, refunds, disputes, fees, payouts and sellers.' }
  if (turn.answered.length > 0) return { text: wordsOf(turn.answered, correctionsOf(turns, around)) }
  const before = turns.at(-2)
  const request =
    readRequest(turn.question, around) ??
    (before === undefined || before.calls.length > 0 ? null : withReason(before.question, turn.question, around))
  if (request !== null) return requested(request, tools)
  const reading = readLast(turns, around)
  if (reading.kind === 'refused') return { text: reading.sentence }
  if (reading.kind === 'ask_back') return { text: reading.question, choices: reading.choices.map(({ label }) => label) }
  if (!tools.has('query_metrics'))
    return { text: 'Your role does not read figures. Ask an administrator for another role.' }
  return { tool: 'query_metrics', input: reading.query }
}

const NOT_YOURS =
  'Your role does not allow that. Somebody who may has to ask, or an administrator gives you another role.'

/** A tool that is not registered is not the person's to use. */
function requested(request: Request, tools: ReadonlySet<string>): Plan {
  if (request.kind === 'say')
    return { text: request.tool === null || tools.has(request.tool) ? request.text : NOT_YOURS }
  return tools.has(request.tool) ? { tool: request.tool, input: request.input } : { text: NOT_YOURS }
}

/** The last question, read after those before it. */
function readLast(turns: readonly Turn[], { names, now }: Surroundings): Reading {
  const question = turns.at(-1)?.question ?? ''
  const previous = lastQuery(turns.slice(0, -1))
  const chosen = choiceOf(turns, { names, now }, question)
  if (chosen !== null) return { kind: 'query', query: chosen, isFollowUp: true, wantsShare: false, corrections: [] }
  return readQuestion(question, { names, now, previous })
}

/** What was asked of the books last. */
function lastQuery(turns: readonly Turn[]): AnalyticsQueryInput | null {
  for (const { calls } of turns.toReversed()) {
    const asked = calls.findLast(({ tool }) => tool === 'query_metrics')
    const query = asked === undefined ? null : analyticsQuery.safeParse(asked.input)
    if (query?.success === true) return query.data
  }
  return null
}

/** The answer to a question back: one of the choices it named, by its name alone. */
function choiceOf(
  turns: readonly Turn[],
  { names, now }: Omit<Surroundings, 'page'>,
  answer: string,
): AnalyticsQueryInput | null {
  const before = turns.at(-2)
  if (before === undefined || before.calls.length > 0) return null
  const asked = readQuestion(before.question, { names, now, previous: lastQuery(turns.slice(0, -2)) })
  if (asked.kind !== 'ask_back') return null
  const said = normalise(answer)
    .replace(/ (?:the|please|yes|i mean|mean|by) /g, ' ')
    .trim()
  if (asked.choices.length === 1 && /^(?:yes|ok|okay|sure|do|show them|yes show)$/.test(said))
    return asked.choices[0]?.query ?? null
  return asked.choices.find(({ label }) => normalise(label).trim() === said)?.query ?? null
}

function correctionsOf(turns: readonly Turn[], around: Surroundings): string[] {
  if (turns.at(-1)?.calls.some(({ tool }) => tool !== 'query_metrics')) return []
  return readLast(turns, around).corrections.map(({ from, to }) => `I took "${from}" for "${to}".`)
}

/** Every figure is one that a tool told: none is computed here. */
function wordsOf(answered: readonly Answered[], corrections: readonly string[]): string {
  return [...answered.map((one) => ('failed' in one ? one.failed : summaryOf(one.told))), ...corrections].join(' ')
}

function summaryOf(told: unknown): string {
  if (typeof told !== 'object' || told === null || !('facts' in told))
    return 'That tool told me nothing that I can read.'
  const { facts } = told
  if (typeof facts !== 'object' || facts === null || !('summary' in facts)) return 'What was found is shown beside.'
  return typeof facts.summary === 'string' ? facts.summary : 'What was found is shown beside.'
}
