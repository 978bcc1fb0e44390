'use client'

import { useState } from 'react'
import { openStripeAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type StripeButtonProps = { readonly label: string; readonly busy: string; readonly failed: string }

/** Leads to Stripe's own page about the account. */
export function StripeButton({ label, busy, failed }: StripeButtonProps) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const open = async () => {
    setPending(true)
    const answer = await openStripeAction({}).catch(() => undefined)
    if (answer?.ok) window.location.assign(answer.data.url)
    else {
      setPending(false)
      setProblem(refusalWords(answer, failed))
    }
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <button
        type="button"
        onClick={open}
        disabled={pending}
        className="min-h-11 rounded-md bg-accent px-4 font-medium text-accent-ink"
      >
        {pending ? busy : label}
      </button>
      {problem === undefined ? null : <p className="text-bad-ink text-sm">{problem}</p>}
    </div>
  )
}
