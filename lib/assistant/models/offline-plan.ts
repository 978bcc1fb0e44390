import type { Today } from '#lib/analytics/period/read-period.ts'
import { type AnalyticsQueryInput, analyticsQuery } from '#lib/analytics/schema.ts'
import { readQuestion } from '../grammar/read-question.ts'
import type { Reading } from '../grammar/reading.ts'
import { normalise } from '../grammar/text.ts'
import type { Names } from '../grammar/vocabulary.ts'
import { clausesOf } from '../requests/clauses.ts'
import { withReason } from '../requests/read-request.ts'
import type { LookedUp } from '../requests/reference.ts'
import type { Answered, Turn } from './prompt-turns.ts'
import { type Call, fromRequest, type Read, readClause } from './read-turn.ts'

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
  const { calls, corrections, words } = readTurn(turns, around)
  const next = calls[turn.answered.length]
  if (next !== undefined) return tools.has(next.tool) ? next : { text: lacking(next.tool, turn.answered) }
  // A clause that could be read only until it was known who it is about.
  const unsaid = words === null || turn.answered.some((one) => 'failed' in one) ? '' : ` ${words.text}`
  if (turn.answered.length > 0) return { text: `${wordsOf(turn.answered, corrections)}${unsaid}` }
  if (words === null) return { text: 'I have nothing to look up for that. Ask it in other words.' }
  const isMissing = words.tool !== null && !tools.has(words.tool)
  return isMissing
    ? { text: NOT_YOURS }
    : { text: words.text, ...(words.choices.length > 0 ? { choices: words.choices } : {}) }
}

const NOT_YOURS =
  'Your role does not allow that. Somebody who may has to ask, or an administrator gives you another role.'

/** A tool that is not registered is not the person's to use. */
const lacking = (tool: string, answered: readonly Answered[]): string => {
  const said =
    tool === 'query_metrics' ? 'Your role does not read figures. Ask an administrator for another role.' : NOT_YOURS
  return answered.length === 0 ? said : `${wordsOf(answered, [])} ${said}`
}

type Planned = {
  /** The calls of the turn as far as they can be told: later ones may need what earlier ones answer. */
  readonly calls: readonly Call[]
  readonly corrections: Reading['corrections']
  readonly words: Extract<Read, { kind: 'words' }> | null
}

/** The last question, read after those before it: whole, or clause by clause where the whole says less. */
function readTurn(turns: readonly Turn[], around: Surroundings): Planned {
  const question = turns.at(-1)?.question ?? ''
  const before = turns.slice(0, -1)
  const previous = lastQuery(before)
  const chosen = choiceOf(turns, around, question)
  if (chosen !== null) return { calls: [{ tool: 'query_metrics', input: chosen }], corrections: [], words: null }
  const asked = before.at(-1)
  const reason = asked === undefined || asked.calls.length > 0 ? null : withReason(asked.question, question, around)
  const completed =
    asked === undefined || asked.calls.length > 0 ? null : completing(asked.question, question, around, before)
  if (completed !== null) return completed
  const whole = readClause(question, around, lookedUp(before), previous)
  if (reason !== null) return planned(fromRequest(reason))
  return inClauses(turns, around, whole, previous) ?? planned(whole)
}

/** More words than this are a question of their own. */
const COMPLETES_MAX = 6

/** What was missing in the question before, said by itself: "top sellers last month", then "by gross volume". */
function completing(asked: string, answer: string, around: Surroundings, before: readonly Turn[]): Planned | null {
  if (answer.trim().split(/\s+/).length > COMPLETES_MAX) return null
  const earlier = lookedUp(before)
  const previous = lastQuery(before)
  const first = readQuestion(asked, { ...around, previous })
  const alone = readQuestion(answer, { ...around, previous: null })
  if (first.kind !== 'ask_back' || alone.kind !== 'query') return null
  const { filters = [], dimensions = [] } = alone.query
  if (filters.length + dimensions.length > 0) return null
  const read = readClause(`${asked.replace(/[?.!\s]+$/, '')} ${answer}`, around, earlier, previous)
  return read.kind === 'calls' ? planned(read) : null
}

const planned = (read: Read): Planned =>
  read.kind === 'calls'
    ? { calls: read.calls, corrections: read.corrections, words: null }
    : { calls: [], corrections: [], words: read }

/**
 * A question of several clauses, each of which can be looked up; later ones may speak of whom earlier ones found. Null when the
 * whole is one question, or any clause is none.
 */
function inClauses(
  turns: readonly Turn[],
  around: Surroundings,
  whole: Read,
  previous: AnalyticsQueryInput | null,
): Planned | null {
  const turn = turns.at(-1)
  const clauses = clausesOf(turn?.question ?? '')
  if (turn === undefined || clauses.length < 2 || (whole.kind === 'words' && whole.isFinal)) return null
  if (
    whole.kind === 'calls' &&
    whole.calls.some(({ tool }) => /^(?:propose_|draft_)/.test(tool) || tool === 'query_metrics')
  )
    return null
  const calls: Call[] = []
  const corrections: Reading['corrections'][number][] = []
  const earlier = lookedUp(turns.slice(0, -1))
  let query = previous
  for (const [index, clause] of clauses.entries()) {
    const found = calls.map((call, at): LookedUp => ({ ...call, told: toldOf(turn.answered[at]) ?? stillOpen(call) }))
    const read = readClause(
      clause,
      index === 0 ? around : { ...around, page: found.length === 0 ? around.page : '' },
      [...earlier, ...found],
      query,
    )
    if (read.kind === 'words') return index > 0 && turn.answered.length > 0 ? { calls, corrections, words: read } : null
    calls.push(...read.calls.filter((call) => !calls.some((one) => JSON.stringify(one) === JSON.stringify(call))))
    corrections.push(...read.corrections)
    query = queryOf(read.calls.at(-1)) ?? query
  }
  return { calls, corrections, words: null }
}

/** Somebody whom a ranking will name, so that a clause about them can be read before it is known who. */
function stillOpen(call: Call): unknown {
  const query = queryOf(call)
  const count = Math.min(query?.limit ?? 1, OPEN_MAX)
  const rows = Array.from({ length: count }, (_, index) => ({
    seller: { id: `sel_0000000000000000000000000${index}` },
  }))
  return query === null ? null : { facts: { rows } }
}
const OPEN_MAX = 5

const toldOf = (answered: Answered | undefined): unknown =>
  answered !== undefined && 'told' in answered ? answered.told : answered === undefined ? null : {}

/** What was looked up in the turns before. */
const lookedUp = (turns: readonly Turn[]): LookedUp[] =>
  turns.flatMap(({ calls, answered }) => calls.map((call, at) => ({ ...call, told: toldOf(answered[at]) })))

function queryOf(call: Call | undefined): AnalyticsQueryInput | null {
  if (call?.tool !== 'query_metrics') return null
  const query = analyticsQuery.safeParse(call.input)
  return query.success ? query.data : null
}

/** What was asked of the books last. */
function lastQuery(turns: readonly Turn[]): AnalyticsQueryInput | null {
  for (const { calls } of turns.toReversed()) {
    const query = queryOf(calls.findLast(({ tool }) => tool === 'query_metrics'))
    if (query !== null) return query
  }
  return null
}

const WORD_MIN = 4

/** The answer to a question back: one of the choices it named, by its name alone. */
function choiceOf(turns: readonly Turn[], { names, now }: Surroundings, answer: string): AnalyticsQueryInput | null {
  const before = turns.at(-2)
  if (before === undefined || before.calls.length > 0) return null
  const asked = readQuestion(before.question, { names, now, previous: lastQuery(turns.slice(0, -2)) })
  if (asked.kind !== 'ask_back') return null
  const plain = normalise(answer)
  const said = plain.replace(/ (?:(?:the|please|yes|i mean|mean|by|ones?|meant|i) )+/g, ' ').trim()
  if (
    asked.choices.length === 1 &&
    /^(?:yes|ok|okay|sure|do|show them|yes show|yes please|please do|go ahead)$/.test(plain.trim())
  )
    return asked.choices[0]?.query ?? null
  const same = asked.choices.find(({ label }) => normalise(label).trim() === said)
  if (same !== undefined || said.length < WORD_MIN) return same?.query ?? null
  // "Processor" is enough where one choice alone begins so.
  const begun = asked.choices.filter(({ label }) => normalise(label).startsWith(` ${said} `))
  return begun.length === 1 ? (begun[0]?.query ?? null) : null
}

/** Every figure is one that a tool told: none is computed here. */
function wordsOf(answered: readonly Answered[], corrections: Reading['corrections']): string {
  const said = answered.map((one) => ('failed' in one ? one.failed : summaryOf(one.told)))
  const taken = corrections.map(({ from, to }) => `I took "${from}" for "${to}".`)
  return [said.join(said.length > 1 ? '\n\n' : ' '), ...taken].join(' ')
}

function summaryOf(told: unknown): string {
  if (typeof told !== 'object' || told === null || !('facts' in told))
    return 'That tool told me nothing that I can read.'
  const { facts } = told
  if (typeof facts !== 'object' || facts === null || !('summary' in facts)) return 'What was found is shown beside.'
  return typeof facts.summary === 'string' ? facts.summary : 'What was found is shown beside.'
}
