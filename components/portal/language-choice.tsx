'use client'

import { useState, useTransition } from 'react'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { setLocaleAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type LanguageChoiceProps = { readonly label: string; readonly locale: PortalLocale; readonly failed: string }

const NAMES: readonly (readonly [PortalLocale, string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['ja', '日本語'],
]

/** The language somebody reads in; kept with the person. */
export function LanguageChoice({ label, locale, failed }: LanguageChoiceProps) {
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const choose = (chosen: PortalLocale) =>
    startTransition(async () => {
      const answer = await setLocaleAction({ locale: chosen }).catch(() => undefined)
      setProblem(answer?.ok ? undefined : refusalWords(answer, failed))
    })
  return (
    <label className="flex flex-col gap-1.5">
      <span className="text-ink-2 text-sm">{label}</span>
      <select
        className="control min-h-11"
        value={locale}
        disabled={pending}
        onChange={(event) => choose(NAMES.find(([name]) => name === event.target.value)?.[0] ?? locale)}
      >
        {NAMES.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
      {problem === undefined ? null : <span className="text-bad-ink text-sm">{problem}</span>}
    </label>
  )
}
