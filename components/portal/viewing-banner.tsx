'use client'

import { useState, useTransition } from 'react'
import { endViewingAction } from '#lib/portal/actions.ts'
import { refusalWords } from './refusal-words.ts'

type ViewingBannerProps = { readonly sentence: string; readonly end: string; readonly failed: string }

/** Says that somebody of the platform looks as the seller, and ends it. */
export function ViewingBanner({ sentence, end, failed }: ViewingBannerProps) {
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string>()
  const stop = () =>
    startTransition(async () => {
      const answer = await endViewingAction({}).catch(() => undefined)
      if (answer?.ok) window.location.assign(answer.data.path)
      else setProblem(refusalWords(answer, failed))
    })
  return (
    <section aria-label={sentence} className="border-line border-b bg-warn-tint text-warn-ink">
      <div className="mx-auto flex max-w-2xl items-center justify-between gap-3 px-4 py-1">
        <p className="text-sm">{problem ?? sentence}</p>
        <button
          type="button"
          onClick={stop}
          aria-disabled={pending}
          className="min-h-11 shrink-0 rounded-md px-3 font-medium underline"
        >
          {end}
        </button>
      </div>
    </section>
  )
}
