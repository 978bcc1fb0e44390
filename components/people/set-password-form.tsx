'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type SetPasswordFormProps = {
  readonly token: string
  /** The first administrator's link: nobody is known yet, so it asks who they are. */
  readonly asksWho: boolean
}

/** Sets the first or a new password with a one-time link. */
export function SetPasswordForm({ token, asksWho }: SetPasswordFormProps) {
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [email, setEmail] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = Object.fromEntries(new FormData(event.currentTarget))
    setPending(true)
    setProblem(undefined)
    const answer = await fetch('/api/set-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...said, token }),
    })
      .then((response) => response.json())
      .catch(() => ({ error: { message: 'The server did not answer. Try again in a moment.' } }))
    setPending(false)
    if (answer.error) setProblem(answer.error)
    else setEmail(answer.email)
  }

  if (email !== undefined) {
    return (
      <Banner tone="good" title="The password is set">
        <Link prefetch={false} href="/sign-in" className="underline">
          Sign in as {email}
        </Link>
      </Banner>
    )
  }
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isElsewhere = asksWho && (problem?.field === 'name' || problem?.field === 'email')
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {asksWho ? (
        <>
          <Field label="Your name" error={errorOf('name')}>
            <Input name="name" autoComplete="name" required />
          </Field>
          <Field label="Address" hint="You will sign in with it." error={errorOf('email')}>
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
        </>
      ) : null}
      <Field
        label="New password"
        hint="At least 12 characters; a few words are good."
        error={isElsewhere ? undefined : problem?.message}
      >
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Setting…">
        Set the password
      </Button>
    </form>
  )
}
