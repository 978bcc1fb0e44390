'use client'

import { useState } from 'react'
import { agreeToTermsAction, lookAgainAction, openAtStripeAction } from '#lib/onboarding/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type OnboardingButtonProps = {
  readonly deed: 'stripe' | 'agree' | 'look'
  /** The terms that were read, for accepting them. */
  readonly hash?: string
  readonly label: string
  readonly busy: string
  readonly failed: string
}

/** One step of a new seller: to Stripe's pages, accepting the terms, or looking again. */
export function OnboardingButton({ deed, hash = '', label, busy, failed }: OnboardingButtonProps) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const press = async () => {
    setPending(true)
    setProblem(undefined)
    if (deed === 'stripe') {
      const answer = await openAtStripeAction({}).catch(() => undefined)
      if (answer?.ok) return window.location.assign(answer.data.url)
      setProblem(refusalWords(answer, failed))
    } else {
      const doing = deed === 'agree' ? agreeToTermsAction({ hash }) : lookAgainAction({})
      const answer = await doing.catch(() => undefined)
      if (!answer?.ok) setProblem(refusalWords(answer, failed))
    }
    setPending(false)
  }
  const look =
    deed === 'look' ? 'border border-line-strong bg-surface-raised text-ink' : 'bg-accent font-medium text-accent-ink'
  return (
    <div className="flex flex-col items-start gap-2">
      <button type="button" onClick={press} disabled={pending} className={`min-h-11 rounded-md px-4 ${look}`}>
        {pending ? busy : label}
      </button>
      {problem === undefined ? null : (
        <p role="alert" className="text-bad-ink text-sm">
          {problem}
        </p>
      )}
    </div>
  )
}
