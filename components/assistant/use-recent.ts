'use client'

import { useEffect, useState } from 'react'

type Recent = readonly { readonly id: string; readonly title: string }[]

/** The person's newest conversations; null until they are known. */
export function useRecent(): Recent | null {
  const [recent, setRecent] = useState<Recent | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const load = async () => {
      const response = await fetch('/api/chat/recent', { signal: leaving.signal })
      setRecent(response.ok ? await response.json() : [])
    }
    load().catch(() => {
      // The page of all conversations stays one press away.
      if (!leaving.signal.aborted) setRecent([])
    })
    return () => leaving.abort()
  }, [])
  return recent
}
