import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { DEED_SENTENCE } from '../grammar/answers.ts'
import { readQuestion } from '../grammar/read-question.ts'
import type { Reading } from '../grammar/reading.ts'
import { type Around, readRequest } from '../requests/read-request.ts'
import { type LookedUp, pointedOut } from '../requests/reference.ts'
import type { Request } from '../requests/request.ts'
import { whyMoved } from './why-moved.ts'

/** A call of a tool, ready to be made. */
export type Call = { readonly tool: string; readonly input: unknown }

/** What one clause comes to: calls, or words instead of them. */
export type Read =
  | { readonly kind: 'calls'; readonly calls: readonly Call[]; readonly corrections: Reading['corrections'] }
  | {
      readonly kind: 'words'
      readonly text: string
      readonly choices: readonly string[]
      /** What it would have come to; whoever lacks it is told that instead. */
      readonly tool: string | null
      /** Nothing of the question may be answered: it asks for a deed, or for what is nobody's to see. */
      readonly isFinal: boolean
    }

const PROPOSES = /^(?:propose_|draft_)/

/** Reads one clause: a request of a tool, a question about figures, or why neither. `before` is what the conversation looked up. */
export function readClause(
  clause: string,
  around: Around,
  before: readonly LookedUp[],
  previous: AnalyticsQueryInput | null,
): Read {
  const raw = readRequest(clause, around)
  if (raw !== null && (raw.kind === 'call' ? PROPOSES.test(raw.tool) : PROPOSES.test(raw.tool ?? '')))
    return fromRequest(raw)
  const pointed = pointedOut(clause, around.page, before)
  if ('asks' in pointed) return words(pointed.asks)
  const { text } = pointed
  const request = text === clause ? raw : readRequest(text, around)
  if (request !== null) return fromRequest(request)
  const why = whyMoved(text, { ...around, previous })
  if (why !== null)
    return { kind: 'calls', calls: why.map((input) => ({ tool: 'query_metrics', input })), corrections: [] }
  const reading = readQuestion(text, { ...around, previous })
  if (reading.kind === 'query')
    return {
      kind: 'calls',
      calls: [{ tool: 'query_metrics', input: reading.query }],
      corrections: reading.corrections,
    }
  if (reading.kind === 'ask_back')
    return { ...words(reading.question), choices: reading.choices.map(({ label }) => label) }
  return {
    ...words(reading.sentence),
    isFinal: reading.why === 'personal' || reading.why === 'deed' || reading.why === 'not_kept',
  }
}

const words = (text: string, tool: string | null = null): Extract<Read, { kind: 'words' }> => ({
  kind: 'words',
  text,
  choices: [],
  tool,
  isFinal: text === DEED_SENTENCE,
})

/** A request as the calls, or the words, that it comes to. */
export function fromRequest(request: Request): Read {
  if (request.kind === 'say') return words(request.text, request.tool)
  const { sellers } = request
  const calls =
    sellers === undefined || sellers.length < 2
      ? [{ tool: request.tool, input: request.input }]
      : sellers.map((seller) => ({ tool: request.tool, input: { ...request.input, seller } }))
  return { kind: 'calls', calls, corrections: [] }
}
