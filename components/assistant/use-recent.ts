'use client'

import { useEffect, useState } from 'react'

export type RecentConversations = readonly { readonly id: string; readonly title: string }[]

/** The person's newest conversations, asked again when another one is open. */
export function useRecent(conversationId: string | null): RecentConversations {
  const [recent, setRecent] = useState<RecentConversations>([])
  useEffect(() => {
    const leaving = new AbortController()
    const load = async () => {
      const asked = new URLSearchParams({ open: conversationId ?? '' })
      const response = await fetch(`/api/chat/recent?${asked}`, { signal: leaving.signal })
      if (response.ok) setRecent(await response.json())
    }
    // A convenience: the page of all conversations stays one press away.
    load().catch(() => undefined)
    return () => leaving.abort()
  }, [conversationId])
  return recent
}
