import {
  convertToModelMessages,
  type InferUIMessageChunk,
  isStepCount,
  streamText,
  type TextStreamPart,
  type ToolSet,
  toUIMessageStream,
} from 'ai'
import type { Permission } from '#lib/access/permissions.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import type { ToolResult } from '../block-model.ts'
import type { ChatMessage } from '../chat-model.ts'
import type { Chosen } from '../models/choose-model.ts'
import { toolsFor } from '../tools/registry.ts'
import type { ToolContext } from '../tools/tool.ts'
import { answerData, choicesIn, suggestionsAfter } from './answer-data.ts'
import { instructionsFor } from './instructions.ts'
import { meterOf, OUTPUT_TOKENS_MAX } from './meter.ts'
import { meteredModel } from './metered-model.ts'
import { BROKEN_OFF, sentenceOfFailure } from './model-failure.ts'
import { type CallOf, recordCall } from './record-call.ts'
import { type Done, sdkTools } from './sdk-tools.ts'
import { untracedFigures } from './traced-figures.ts'

export type Chunk = InferUIMessageChunk<ChatMessage>

/** How an answer ended, and what it took. */
export type Outcome = {
  state: 'done' | 'failed' | 'canceled'
  /** Why it failed, as a sentence. */
  error: string
  text: string
  readonly results: readonly ToolResult[]
  readonly needs: ReadonlySet<Permission>
  /** Answers to a question back. */
  choices: readonly string[]
  tokens: number
  costMicros: bigint
}

export type Asking = {
  readonly context: ToolContext
  readonly chosen: Chosen
  /** The conversation, the question last. */
  readonly messages: readonly ChatMessage[]
  readonly of: CallOf
  /** What the answer's message is called. */
  readonly messageId: string
  readonly signal: AbortSignal
}

/** Calls of a model for one answer, tool calls between them. */
const STEPS_MAX = 8
const RETRIES_MAX = 2
const TIMEOUT = { totalMs: 180_000, chunkMs: 60_000 }

/**
 * Answers the last question of a conversation: the one loop of panel, command line and tests, whichever model. It yields the
 * message as it comes, and ends by itself whatever happens: a failure is a chunk, never an exception.
 */
export function answering(asking: Asking): { readonly chunks: AsyncGenerator<Chunk, void>; readonly outcome: Outcome } {
  const done: Done = { results: [], needs: new Set(), proposals: 0, calls: 0, audits: [] }
  const outcome: Outcome = {
    state: 'done',
    error: '',
    text: '',
    results: done.results,
    needs: done.needs,
    choices: [],
    tokens: 0,
    costMicros: 0n,
  }
  return { chunks: stream(asking, done, outcome), outcome }
}

async function* stream(asking: Asking, done: Done, outcome: Outcome): AsyncGenerator<Chunk, void> {
  const { context, chosen, of, messageId, signal } = asking
  const meter = meterOf(context.asker, chosen, of)
  yield { type: 'start', messageId, messageMetadata: { model: chosen.id, at: of.at.toISOString() } }
  const fail = (error: unknown): string => {
    const sentence = sentenceOfFailure(error)
    if (!(error instanceof Refusal)) {
      log.warn(
        { fault: faultId(), where: 'assistant', error: error instanceof Error ? error.message : String(error) },
        sentence,
      )
    }
    return sentence
  }
  let reason: string | undefined
  try {
    const said = asking.messages
      .flatMap(({ role, parts }) => (role === 'user' ? parts : []))
      .map((part) => (part.type === 'text' ? part.text : ''))
      .join('\n')
    const tools = sdkTools(toolsFor(context.asker), { context: { ...context, said }, of, model: chosen.id, done })
    const result = streamText({
      model: meteredModel(chosen.model, meter),
      instructions: instructionsFor(context),
      tools,
      messages: await convertToModelMessages(
        asking.messages.map((message) => sayable(message, tools)),
        { tools, ignoreIncompleteToolCalls: true },
      ),
      stopWhen: isStepCount(STEPS_MAX),
      maxOutputTokens: OUTPUT_TOKENS_MAX,
      maxRetries: RETRIES_MAX,
      toolCallConcurrency: 4,
      abortSignal: signal,
      timeout: TIMEOUT,
      // Failures are chunks of the stream; the default would print them.
      onError: () => undefined,
    })
    const chunks = toUIMessageStream<ToolSet, ChatMessage>({
      stream: result.stream.pipeThrough(recordingRefused(of, chosen.id)),
      tools,
      sendStart: false,
      sendFinish: false,
      onError: fail,
    })
    for await (const chunk of chunks) {
      if (chunk.type === 'text-delta') outcome.text += chunk.delta
      if (chunk.type === 'text-end') outcome.choices = choicesIn(chunk.providerMetadata)
      if (chunk.type === 'abort') outcome.state = 'canceled'
      if (chunk.type === 'error') Object.assign(outcome, { state: 'failed', error: chunk.errorText })
      yield chunk
    }
    if (outcome.state === 'done') reason = await result.finishReason
    await Promise.all(done.audits)
  } catch (error) {
    if (signal.aborted) outcome.state = 'canceled'
    else {
      Object.assign(outcome, { state: 'failed', error: fail(error) })
      yield { type: 'error', errorText: outcome.error }
    }
  }
  outcome.tokens = meter.total.tokens
  outcome.costMicros = meter.total.costMicros
  yield* ending(asking, outcome, reason)
}

/** What is said after the model: where rows can be seen, what is wrong with the answer, what it cost. */
async function* ending(asking: Asking, outcome: Outcome, reason: string | undefined): AsyncGenerator<Chunk, void> {
  if (outcome.state === 'done') {
    const broken = brokenOff(outcome, reason)
    if (broken !== null) {
      Object.assign(outcome, { state: 'failed', error: broken })
      yield { type: 'error', errorText: broken }
    } else yield* remark(asking, outcome, reason)
  }
  const data = answerData(outcome.results)
  if (data !== null) yield { type: 'data-answer', data }
  const questions = outcome.state === 'done' ? [...outcome.choices, ...suggestionsAfter(outcome.results)] : []
  if (questions.length > 0) yield { type: 'data-suggestion', data: { questions } }
  const { tokens, costMicros } = outcome
  yield { type: 'finish', messageMetadata: { tokens, costMicros: costMicros.toString() } }
}

/** How an answer may end; whatever else is said was cut. */
const ENDS = new Set(['stop', 'tool-calls', 'length', 'content-filter'])

/** A stream that ends without an end was cut; an answer without a word is none. */
function brokenOff({ text, results }: Outcome, reason: string | undefined): string | null {
  if (reason === undefined || !ENDS.has(reason)) return BROKEN_OFF
  if (text.trim() === '' && results.length === 0) return 'The model said nothing. Try again, or ask in other words.'
  return null
}

async function* remark(
  { messages, context }: Asking,
  outcome: Outcome,
  reason: string | undefined,
): AsyncGenerator<Chunk, void> {
  const question = messages.at(-1)
  const sources = [
    instructionsFor(context),
    JSON.stringify(outcome.results),
    ...messages.map(({ parts }) => JSON.stringify(parts)),
  ]
  const untraced = question === undefined ? [] : untracedFigures(outcome.text, sources)
  const remarks = [
    ...(reason === 'length' ? ['The answer was cut off here because it became too long.'] : []),
    ...(reason === 'tool-calls' ? [`I stopped after ${STEPS_MAX} look-ups; what they found is shown above.`] : []),
    ...(untraced.length > 0 ? [`Not from the rows, so do not rely on it: ${untraced.slice(0, 6).join('; ')}.`] : []),
  ]
  if (remarks.length === 0) return
  const delta = `${outcome.text === '' ? '' : '\n\n'}${remarks.join(' ')}`
  outcome.text += delta
  yield { type: 'text-start', id: 'remark' }
  yield { type: 'text-delta', id: 'remark', delta }
  yield { type: 'text-end', id: 'remark' }
}

/** A stored message without tools that the person no longer has. */
function sayable(message: ChatMessage, tools: ToolSet): ChatMessage {
  const parts = message.parts.filter(({ type }) => !type.startsWith('tool-') || type.slice('tool-'.length) in tools)
  return { ...message, parts }
}

/** Tool calls that never ran, because there is no such tool or the arguments are not its own, are audit rows, too. */
function recordingRefused(of: CallOf, model: string) {
  return new TransformStream<TextStreamPart<ToolSet>, TextStreamPart<ToolSet>>({
    transform: async (part, controller) => {
      if (part.type === 'tool-call' && part.invalid === true) {
        await recordCall(of, {
          kind: 'tool',
          name: part.toolName,
          arguments: JSON.stringify(part.input) ?? '',
          rows: 0,
          model,
          tokens: { input: 0, output: 0 },
          costMicros: 0n,
          reasoning: '',
          outcome: 'refused',
          detail: sentenceOfFailure(part.error),
          tookMs: 0,
        })
      }
      controller.enqueue(part)
    },
  })
}
