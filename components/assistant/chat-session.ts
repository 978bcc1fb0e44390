import { Chat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import type { ConversationPage } from '#lib/assistant/conversations/read-conversation.ts'
import { keptMessages, STOPPED, setAside, withTrouble } from './kept-messages.ts'

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
    // An answer that just ended here may not be stored yet: what is shorter is older.
    if (!isBusy(open) && kept.length >= open.messages.length) open.messages = [...kept]
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
          message: newestQuestion(messages),
          page: window.location.pathname,
        },
      }),
    }),
  })
  sessions.set(conversationId, chat)
  return chat
}

/** As the server takes it: what is shown beside it stays here. */
function newestQuestion(messages: readonly ChatMessage[]): Omit<ChatMessage, 'metadata'> | undefined {
  const question = messages.findLast(({ role }) => role === 'user')
  return question && { id: question.id, role: question.role, parts: question.parts }
}

/** Ends the answer on the server, too: leaving the stream alone would let it go on. */
export async function stopAnswer(chat: Chat<ChatMessage>): Promise<void> {
  try {
    await fetch(`/api/chat/${encodeURIComponent(chat.id)}/stream`, { method: 'DELETE' })
  } finally {
    await chat.stop()
    noteTrouble(chat, STOPPED)
  }
}

/** Says beside the newest answer why it is not whole, also when the conversation goes on. */
export function noteTrouble(chat: Chat<ChatMessage>, trouble: string): void {
  const last = chat.messages.at(-1)
  if (last?.role === 'assistant') chat.messages = [...chat.messages.slice(0, -1), withTrouble(last, trouble)]
}

/** Asks the newest question again; what had arrived of its answer stays beside it. */
export async function askAgain(chat: Chat<ChatMessage>): Promise<void> {
  const messages = [...chat.messages]
  setAside(messages)
  chat.messages = messages
  await chat.regenerate()
}

export const isBusy = ({ status }: Pick<Chat<ChatMessage>, 'status'>): boolean =>
  status === 'submitted' || status === 'streaming'

/**
 * Takes up an answer that goes on without us, or that ended meanwhile and is stored; false when there is none of
 * either.
 */
export async function takeUp(chat: Chat<ChatMessage>): Promise<boolean> {
  const before = chat.messages.at(-1)
  await chat.resumeStream()
  if (chat.status !== 'ready') return true
  if (chat.messages.at(-1) !== before) return true
  // Without a connection there is nothing to take up; asking again says so.
  const response = await fetch(`/api/chat/${encodeURIComponent(chat.id)}`).catch(() => null)
  if (response === null || !response.ok) return false
  const page: ConversationPage = await response.json()
  const { messages } = keptMessages(page.messages)
  if (messages.at(-1)?.role !== 'assistant') return false
  chat.messages = [...messages]
  return true
}

/** Whether the newest question has no answer here. */
export const isUnanswered = ({ messages }: Pick<Chat<ChatMessage>, 'messages'>): boolean =>
  messages.at(-1)?.role === 'user'
