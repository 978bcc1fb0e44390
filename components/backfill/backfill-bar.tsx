'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import type { RunRow } from '#lib/events/backfill/read-backfill-page.ts'

const LOOK_AGAIN_MS = 2_000

/** How far the reading is, in a bar and in words; looks again by itself while it runs. */
export function BackfillBar({ run }: { readonly run: RunRow }) {
  const router = useRouter()
  const isRunning = run.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])

  if (run.state === 'done') {
    return (
      <Banner tone="good" title="Read to the end">
        {run.note === '' ? 'The past of every account is here.' : run.note}
      </Banner>
    )
  }
  if (run.state === 'failed') {
    return (
      <Banner tone="bad" title="The reading stopped">
        {`${run.note} Resume it when the cause is gone: it goes on where it stopped.`}
      </Banner>
    )
  }
  return (
    <section aria-label="Progress" className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <span className="text-ink-2">{isRunning ? `Now ${run.label}` : `Paused while ${run.label}`}</span>
        <span className="figures font-semibold">{run.percent} %</span>
      </div>
      <progress
        aria-label="Read so far"
        value={run.percent}
        max={100}
        className="h-2 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-surface-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </section>
  )
}
