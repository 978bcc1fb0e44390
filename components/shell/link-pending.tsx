'use client'

import { LoaderCircle } from 'lucide-react'
import { useLinkStatus } from 'next/link'

/** Inside a link: turns while its page is on the way, but not for the quick ones. */
export function LinkPending() {
  const { pending } = useLinkStatus()
  if (!pending) return null
  return (
    <span role="status" className="starting:opacity-0 opacity-100 transition-opacity delay-150">
      <LoaderCircle aria-hidden className="size-3.5 animate-spin text-ink-3" />
      <span className="sr-only">Loading…</span>
    </span>
  )
}
