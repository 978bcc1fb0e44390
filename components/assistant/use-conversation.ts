'use client'

import type { Chat } from '@ai-sdk/react'
import { useEffect, useState } from 'react'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import type { ConversationPage } from '#lib/assistant/conversations/read-conversation.ts'
import { isUnanswered, openSession, sessionOf, takeUp } from './chat-session.ts'
import { keptMessages } from './kept-messages.ts'

export type OpenConversation =
  | { readonly kind: 'new' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | {
      readonly kind: 'open'
      readonly chat: Chat<ChatMessage>
      readonly title: string | null
    }

type Answered = { readonly id: string; readonly found: OpenConversation }

/** The conversation of the panel: from this tab when it runs here, else from what the server kept. */
export function useConversation(id: string | null): OpenConversation {
  const [answered, setAnswered] = useState<Answered | null>(null)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    if (id === null || openSession(id) !== undefined) return
    const leaving = new AbortController()
    const load = async () => {
      const found = await fetchConversation(id, leaving.signal)
      if (!leaving.signal.aborted) setAnswered({ id, found })
    }
    load().catch(() => {
      if (leaving.signal.aborted) return
      setAnswered({ id, found: { kind: 'failed', retry: () => setTries(tries + 1) } })
    })
    return () => leaving.abort()
  }, [id, tries])

  if (id === null) return { kind: 'new' }
  if (answered?.id === id) return answered.found
  const chat = openSession(id)
  return chat === undefined ? { kind: 'loading' } : { kind: 'open', chat, title: null }
}

async function fetchConversation(id: string, signal: AbortSignal): Promise<OpenConversation> {
  const response = await fetch(`/api/chat/${encodeURIComponent(id)}`, { signal })
  if (response.status === 404) return { kind: 'gone' }
  if (!response.ok) throw new Error(`the conversation was not given: ${response.status}`)
  const page: ConversationPage = await response.json()
  if (!page.isOwn) return { kind: 'gone' }
  const { messages, isRunning } = keptMessages(page.messages)
  const chat = sessionOf(id, messages)
  if (isRunning && isUnanswered(chat)) void takeUp(chat)
  return { kind: 'open', chat, title: page.title }
}
