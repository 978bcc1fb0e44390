'use client'

import { useState, useTransition } from 'react'
import { removePersonAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type RemoveButtonProps = { readonly personId: string; readonly label: string; readonly failed: string }

/** Takes somebody's access away: pressed twice, so that no thumb does it by mistake. */
export function RemoveButton({ personId, label, failed }: RemoveButtonProps) {
  const [isSure, setSure] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const press = () => {
    if (!isSure) {
      setSure(true)
      return
    }
    startTransition(async () => {
      const answer = await removePersonAction({ personId }).catch(() => undefined)
      if (!answer?.ok) setProblem(refusalWords(answer, failed))
    })
  }
  return (
    <button
      type="button"
      onClick={press}
      disabled={pending}
      className={`min-h-11 shrink-0 rounded-md px-2 text-sm underline ${isSure ? 'text-bad-ink' : 'text-ink-2'}`}
    >
      {problem ?? (isSure ? `${label}?` : label)}
    </button>
  )
}
