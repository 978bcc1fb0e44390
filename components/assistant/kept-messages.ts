import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'

export type KeptMessages = {
  readonly messages: readonly ChatMessage[]
  /** Whether an answer is under way on the server: it is streamed again from its beginning. */
  readonly isRunning: boolean
}

export const STOPPED = 'Stopped. What had arrived stays here.'

/** What the server kept, as the panel begins with it: answers before the newest one stand with their question. */
export function keptMessages(stored: readonly StoredMessage[]): KeptMessages {
  const messages: ChatMessage[] = []
  for (const one of stored) {
    const last = messages.at(-1)
    if (one.message.role === 'assistant' && last?.role === 'assistant') setAside(messages)
    if (one.state !== 'running') messages.push(withTrouble(one.message, troubleOf(one)))
  }
  return { messages, isRunning: stored.some(({ state }) => state === 'running') }
}

/** Puts the last answer to its question, so that the next one stands beside it; one that brought nothing goes. */
export function setAside(messages: ChatMessage[]): void {
  const question = messages.at(-2)
  const answer = messages.at(-1)
  if (answer?.role !== 'assistant' || question?.role !== 'user') return
  const earlier = [...(question.metadata?.earlier ?? []), ...(broughtSomething(answer) ? [answer] : [])]
  messages.splice(-2, 2, { ...question, metadata: { ...question.metadata, earlier } })
}

/** The same message, with why it is not whole. */
export const withTrouble = (message: ChatMessage, trouble: string | undefined): ChatMessage =>
  trouble === undefined ? message : { ...message, metadata: { ...message.metadata, trouble } }

const broughtSomething = ({ parts }: ChatMessage) =>
  parts.some((part) => (part.type === 'text' && part.text !== '') || 'toolCallId' in part)

function troubleOf({ state, error }: StoredMessage): string | undefined {
  if (state === 'canceled') return STOPPED
  if (state !== 'failed') return undefined
  return error === '' ? 'The answer stopped before its end.' : error
}
