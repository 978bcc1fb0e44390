'use client'

import { useEffect, useState } from 'react'

export type PanelStart = {
  /** Questions that fit the page. */
  readonly suggestions: readonly string[]
  /** The person's newest conversations. */
  readonly recent: readonly { readonly id: string; readonly title: string }[]
}

const NOTHING: PanelStart = { suggestions: [], recent: [] }

/** What the panel offers on a page: asked again when the page or the conversation changes. */
export function usePanelStart(path: string, conversationId: string | null): PanelStart {
  const [start, setStart] = useState(NOTHING)
  useEffect(() => {
    const leaving = new AbortController()
    const load = async () => {
      const asked = new URLSearchParams({ page: path, open: conversationId ?? '' })
      const response = await fetch(`/api/chat?${asked}`, { signal: leaving.signal })
      if (response.ok) setStart(await response.json())
    }
    // Suggestions are a convenience: without them the field still takes any question.
    load().catch(() => undefined)
    return () => leaving.abort()
  }, [path, conversationId])
  return start
}
