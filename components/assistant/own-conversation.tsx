'use client'

import { useEffect, useMemo } from 'react'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'
import { isBusy, isUnanswered, sessionOf, takeUp } from './chat-session.ts'
import { Conversation } from './conversation.tsx'
import { ConversationStart } from './conversation-start.tsx'
import { keptMessages } from './kept-messages.ts'

type OwnConversationProps = {
  readonly conversationId: string
  readonly stored: readonly StoredMessage[]
  readonly suggestions: readonly string[]
}

/** Goes on where the conversation was left, also in the midst of an answer. */
export function OwnConversation({ conversationId, stored, suggestions }: OwnConversationProps) {
  const { chat, isRunning } = useMemo(() => {
    const kept = keptMessages(stored)
    return { isRunning: kept.isRunning, chat: sessionOf(conversationId, kept.messages) }
  }, [conversationId, stored])

  useEffect(() => {
    if (isRunning && !isBusy(chat) && isUnanswered(chat)) void takeUp(chat)
  }, [chat, isRunning])

  return <Conversation chat={chat} place="Assistant" start={<ConversationStart />} suggestions={suggestions} />
}
