import { Chat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'

/** One per conversation and tab: an answer goes on while the panel is closed or another page is open. */
const sessions = new Map<string, Chat<ChatMessage>>()

export function openSession(conversationId: string): Chat<ChatMessage> | undefined {
  return sessions.get(conversationId)
}

/**
 * The conversation as it runs in this tab, begun with what the server kept. The browser sends only the newest
 * question and the page it was asked on; everything before it is the server's.
 */
export function sessionOf(conversationId: string, kept: readonly ChatMessage[]): Chat<ChatMessage> {
  const open = sessions.get(conversationId)
  if (open !== undefined) {
    if (!isBusy(open)) open.messages = [...kept]
    return open
  }
  const chat = new Chat<ChatMessage>({
    id: conversationId,
    messages: [...kept],
    transport: new DefaultChatTransport<ChatMessage>({
      api: '/api/chat',
      prepareSendMessagesRequest: ({ messages }) => ({
        body: {
          conversationId,
          message: messages.findLast(({ role }) => role === 'user'),
          page: window.location.pathname,
        },
      }),
    }),
  })
  sessions.set(conversationId, chat)
  return chat
}

/** Ends the answer on the server, too: leaving the stream alone would let it go on. */
export async function stopAnswer(chat: Chat<ChatMessage>): Promise<void> {
  try {
    await fetch(`/api/chat/${encodeURIComponent(chat.id)}/stream`, { method: 'DELETE' })
  } finally {
    await chat.stop()
  }
}

export const isBusy = ({ status }: Pick<Chat<ChatMessage>, 'status'>): boolean =>
  status === 'submitted' || status === 'streaming'

/** Takes up an answer that goes on without us; asks again where none does. */
export async function takeUp(chat: Chat<ChatMessage>): Promise<void> {
  const before = chat.messages.at(-1)
  await chat.resumeStream()
  if (chat.status === 'ready' && chat.messages.at(-1) === before) await chat.regenerate()
}
