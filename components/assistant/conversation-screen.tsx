'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'

/**
 * A conversation on a page of its own. It is drawn in the browser alone: what runs there belongs to one person and
 * one tab, and must never be made in the server's memory, which everybody shares.
 */
export const ConversationScreen = dynamic(async () => (await import('./own-conversation.tsx')).OwnConversation, {
  ssr: false,
  loading: () => (
    <div className="flex flex-1 flex-col gap-4 p-4">
      <Skeleton className="h-9 w-1/3 self-end" />
      <Skeleton className="h-40 w-full" />
    </div>
  ),
})
