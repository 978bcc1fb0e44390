import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'

export type KeptMessages = {
  readonly messages: readonly ChatMessage[]
  /** By message: why an answer is not whole. */
  readonly troubles: Readonly<Record<string, string>>
  /** Whether an answer is under way on the server: it is streamed again from its beginning. */
  readonly isRunning: boolean
}

export const STOPPED = 'Stopped. What had arrived stays here.'

/** What the server kept, as the panel begins with it. */
export function keptMessages(stored: readonly StoredMessage[]): KeptMessages {
  return {
    messages: stored.filter(({ state }) => state !== 'running').map(({ message }) => message),
    troubles: Object.fromEntries(
      stored.flatMap(({ message, state, error }) => {
        if (state === 'canceled') return [[message.id, STOPPED]]
        return state === 'failed' ? [[message.id, error === '' ? 'The answer stopped before its end.' : error]] : []
      }),
    ),
    isRunning: stored.some(({ state }) => state === 'running'),
  }
}
