'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const LOOK_AGAIN_MS = 4_000

type LoadNoticeProps = { readonly percent: number; readonly label: string; readonly state: string }

/** Says on every page that the past is still being read, and that nothing is proposed before it is. */
export function LoadNotice({ percent, label, state }: LoadNoticeProps) {
  const router = useRouter()
  const isRunning = state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])
  return (
    <p role="status" className="border-line border-b bg-wait-tint px-4 py-1.5 text-sm text-wait-ink">
      <Link prefetch={false} href="/backfill" className="font-medium underline">
        {isRunning ? `Reading the past from Stripe: ${percent} %` : 'Reading the past from Stripe has stopped'}
      </Link>
      {` · ${label}. Figures grow until it is done.`}
    </p>
  )
}
