'use client'

import { type Chat, useChat } from '@ai-sdk/react'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { questionWords } from './read-answer.ts'

type ConversationTitleProps = { readonly chat: Chat<ChatMessage>; readonly kept: string | null }

/** The name that was kept, or the first question. */
export function ConversationTitle({ chat, kept }: ConversationTitleProps) {
  const [first] = useChat<ChatMessage>({ chat, throttle: 200 }).messages
  return kept ?? (first === undefined ? 'Assistant' : questionWords(first))
}
