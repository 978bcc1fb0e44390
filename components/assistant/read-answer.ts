import type { Block, Citation, ToolResult } from '#lib/assistant/block-model.ts'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { ownPath } from './own-path.ts'

/** One call of a tool, as a step that people read. */
export type AnswerStep = {
  readonly id: string
  readonly words: string
  readonly state: 'running' | 'done' | 'failed'
}

/** A block with where it came from, so that it can be asked again. */
export type AnswerBlock = {
  readonly key: string
  readonly callId: string
  /** Which block of the call's result. */
  readonly position: number
  readonly block: Block
}

export type Answer = {
  readonly steps: readonly AnswerStep[]
  /** Markdown as the model wrote it. */
  readonly text: string
  readonly blocks: readonly AnswerBlock[]
  /** What the question was taken for; empty when the answer does not say. */
  readonly understood: string
  readonly citations: readonly Citation[]
  readonly questions: readonly string[]
}

type Part = ChatMessage['parts'][number]
type Call = Part & { readonly toolCallId: string; readonly state: string }

/** Takes a message apart into what the panel draws, in the order in which it is read. */
export function readAnswer(message: Pick<ChatMessage, 'parts'>, isOver: boolean): Answer {
  const { parts } = message
  const calls = parts.filter(isCall)
  const results = calls.flatMap((call) => {
    const result = resultOf(call)
    return result === null ? [] : [{ id: call.toolCallId, result }]
  })
  const said = parts.flatMap((part) => (part.type === 'data-answer' ? [part.data] : [])).at(-1)
  return {
    steps: calls.map((call) => stepOf(call, isOver)),
    text: parts.flatMap((part) => (part.type === 'text' && part.text.trim() !== '' ? [part.text] : [])).join('\n\n'),
    blocks: results.flatMap(({ id, result }) =>
      result.blocks.map((block, position) => ({ key: `${id}.${position}`, callId: id, position, block })),
    ),
    understood: said?.understood ?? '',
    citations: distinct([...(said?.citations ?? []), ...results.flatMap(({ result }) => result.citations)]),
    questions: parts.flatMap((part) => (part.type === 'data-suggestion' ? part.data.questions : [])),
  }
}

const isCall = (part: Part): part is Part & Call =>
  (part.type.startsWith('tool-') || part.type === 'dynamic-tool') && 'toolCallId' in part

/** What a call brought, when it is what tools return; anything else is drawn as nothing. */
function resultOf(call: Call): ToolResult | null {
  if (call.state !== 'output-available' || !('output' in call)) return null
  const { output } = call
  return isResult(output) ? output : null
}

function isResult(output: unknown): output is ToolResult {
  if (typeof output !== 'object' || output === null) return false
  const { step, blocks, citations } = output as Partial<ToolResult>
  return typeof step === 'string' && Array.isArray(blocks) && Array.isArray(citations)
}

function stepOf(call: Call, isOver: boolean): AnswerStep {
  const { toolCallId: id } = call
  const result = resultOf(call)
  if (result !== null) return { id, words: result.step, state: 'done' }
  const words = titleOf(call)
  if (call.state === 'output-error' || call.state === 'output-denied' || call.state === 'output-available') {
    const reason = 'errorText' in call && typeof call.errorText === 'string' ? call.errorText : ''
    return { id, words: reason === '' ? words : `${words}: ${reason}`, state: 'failed' }
  }
  return { id, words, state: isOver ? 'failed' : 'running' }
}

/** A tool's title, or its name in words. */
function titleOf(call: Call): string {
  if ('title' in call && typeof call.title === 'string' && call.title !== '') return call.title
  const name = 'toolName' in call && typeof call.toolName === 'string' ? call.toolName : call.type.replace(/^tool-/, '')
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Each page once, and only pages of ours. */
function distinct(citations: readonly Citation[]): Citation[] {
  const byHref = new Map<string, Citation>()
  for (const citation of citations) {
    if (ownPath(citation.href) !== null && !byHref.has(citation.href)) byHref.set(citation.href, citation)
  }
  return [...byHref.values()]
}

/** The words of a question. */
export const questionWords = ({ parts }: Pick<ChatMessage, 'parts'>): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
