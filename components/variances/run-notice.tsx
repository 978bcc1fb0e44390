'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type RunsNow, runsNow } from '#lib/reconciliation/progress/progress-model.ts'

const LOOK_AGAIN_MS = 2_000
const WORDS = { payouts: 'Payouts are being tied out', matching: 'Matching is under way' } as const

/**
 * Says what runs and how far it is, and has the page read again whenever it got further. What is selected, scrolled to and focused
 * stays: only the rows are new.
 */
export function RunNotice({ initial }: { readonly initial: RunsNow }) {
  const router = useRouter()
  const [runs, setRuns] = useState(initial.runs)
  const [first] = useState(initial.version)
  useEffect(() => {
    let seen = first
    let isOver = false
    const look = async () => {
      if (document.hidden) return
      const answer = await fetch('/api/reconciliation/progress', { cache: 'no-store' })
      const now = answer.ok ? runsNow.safeParse(await answer.json()).data : undefined
      if (now === undefined || isOver) return
      setRuns(now.runs)
      if (now.version === seen) return
      seen = now.version
      router.refresh()
    }
    // A look that fails says nothing: the next one does.
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_AGAIN_MS)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [router, first])
  return (
    <div role="status" className="flex flex-col gap-1.5 empty:hidden">
      {runs.map(({ kind, label, percent }) => (
        <p key={kind} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-wait-ink">
          <span>
            {WORDS[kind]}: {label}
            {percent === null ? '' : `, ${percent} %`}
          </span>
          <progress
            aria-label={WORDS[kind]}
            {...(percent !== null && { value: percent })}
            max={100}
            className="h-1.5 w-40 max-w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-surface-sunken [&::-webkit-progress-value]:bg-accent"
          />
        </p>
      ))}
    </div>
  )
}
