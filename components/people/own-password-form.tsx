'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { changeOwnPasswordAction } from '#lib/people/actions.ts'

/** The password before and the new one; every session ends afterwards. */
export function OwnPasswordForm() {
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [isChanged, setChanged] = useState(false)
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    setProblem(undefined)
    const result = await changeOwnPasswordAction({
      current: String(form.get('current') ?? ''),
      password: String(form.get('password') ?? ''),
    })
    setPending(false)
    if (result.ok) setChanged(true)
    else setProblem(result.refusal)
  }

  if (isChanged) {
    return (
      <Banner tone="good" title="Your password is changed">
        You are signed out everywhere.{' '}
        <Link prefetch={false} href="/sign-in" className="underline">
          Sign in with the new one
        </Link>
      </Banner>
    )
  }
  const isCurrent = problem?.field === 'current'
  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      <Field label="Password now" error={isCurrent ? problem.message : undefined}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field
        label="New password"
        hint="At least 12 characters; a few words are good. You sign in again everywhere."
        error={isCurrent ? undefined : problem?.message}
      >
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Changing…">
          Change the password
        </Button>
      </div>
    </form>
  )
}
