'use client'

import { useState, useTransition } from 'react'
import { handOverAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type HandOverProps = {
  readonly conversationId: string
  readonly label: string
  readonly done: string
  readonly failed: string
}

/** Gives the conversation to a person. */
export function HandOver({ conversationId, label, done, failed }: HandOverProps) {
  const [outcome, setOutcome] = useState<string>()
  const [pending, startTransition] = useTransition()
  const press = () =>
    startTransition(async () => {
      const answer = await handOverAction({ conversationId }).catch(() => undefined)
      if (answer?.ok) setOutcome(done.replace('{ticket}', answer.data.ticketId))
      else setOutcome(refusalWords(answer, failed))
    })
  if (outcome !== undefined) return <p role="status">{outcome}</p>
  return (
    <button
      type="button"
      onClick={press}
      disabled={pending}
      className="min-h-11 self-start rounded-md border border-line-strong px-4 font-medium"
    >
      {label}
    </button>
  )
}
