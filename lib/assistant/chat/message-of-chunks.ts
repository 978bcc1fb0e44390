import { readUIMessageStream } from 'ai'
import type { ChatMessage } from '../chat-model.ts'
import type { Chunk } from './loop.ts'

/** The message that chunks add up to, whole or broken off: what a browser that read them would show. */
export async function messageOfChunks(chunks: readonly Chunk[], messageId: string): Promise<ChatMessage> {
  let message: ChatMessage = { id: messageId, role: 'assistant', parts: [] }
  const stream = new ReadableStream<Chunk>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  for await (const state of readUIMessageStream<ChatMessage>({ stream, onError: () => undefined })) message = state
  return { ...message, id: messageId, parts: message.parts.map(settled) }
}

type Part = ChatMessage['parts'][number]

/** Nothing goes on streaming in a message that is stored. */
function settled(part: Part): Part {
  if (part.type === 'text' || part.type === 'reasoning') return { ...part, state: 'done' }
  return part
}
