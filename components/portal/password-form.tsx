'use client'

import { type FormEvent, useState } from 'react'
import { changePasswordAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type PasswordFormProps = {
  readonly hasPassword: boolean
  readonly words: Readonly<Record<'title' | 'hint' | 'current' | 'fresh' | 'save' | 'saving' | 'failed', string>>
}

/** A password beside the links; with it set, everybody who was signed in as this person signs in again. */
export function PasswordForm({ hasPassword, words }: PasswordFormProps) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    setPending(true)
    const answer = await changePasswordAction({
      current: `${said.get('current') ?? ''}`,
      password: `${said.get('password')}`,
    }).catch(() => undefined)
    if (answer?.ok) {
      window.location.assign('/portal/sign-in')
      return
    }
    setPending(false)
    setProblem(refusalWords(answer, words.failed))
  }
  return (
    <details className="border-line border-b">
      <summary className="flex min-h-12 cursor-pointer items-center">{words.title}</summary>
      <form onSubmit={submit} className="flex flex-col gap-3 pb-4">
        {hasPassword ? (
          <label className="flex flex-col gap-1.5 text-sm">
            {words.current}
            <input
              name="current"
              type="password"
              autoComplete="current-password"
              required
              className="control min-h-11"
            />
          </label>
        ) : null}
        <label className="flex flex-col gap-1.5 text-sm">
          {words.fresh}
          <input
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            className="control min-h-11"
          />
        </label>
        <p className="text-ink-3 text-sm">{words.hint}</p>
        {problem === undefined ? null : (
          <p role="alert" className="text-bad-ink text-sm">
            {problem}
          </p>
        )}
        <button
          type="submit"
          disabled={pending}
          className="min-h-11 rounded-md border border-line-strong px-4 font-medium"
        >
          {pending ? words.saving : words.save}
        </button>
      </form>
    </details>
  )
}
