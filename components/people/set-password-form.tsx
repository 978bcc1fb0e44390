'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** Sets the first or a new password with a one-time link. */
export function SetPasswordForm({ token }: { readonly token: string }) {
  const [problem, setProblem] = useState<string>()
  const [email, setEmail] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password') ?? '')
    setPending(true)
    setProblem(undefined)
    const answer = await fetch('/api/set-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password }),
    })
      .then((response) => response.json())
      .catch(() => ({ error: { message: 'The server did not answer. Try again in a moment.' } }))
    setPending(false)
    if (answer.error) setProblem(answer.error.message)
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
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="New password" hint="At least 12 characters; a few words are good." error={problem}>
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Setting…">
        Set the password
      </Button>
    </form>
  )
}
