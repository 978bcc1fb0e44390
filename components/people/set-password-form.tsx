'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type SetPasswordFormProps = {
  readonly token: string
  /** The first administrator's link: nobody is known yet, so it asks who they are. */
  readonly asksWho: boolean
}

/** Sets the first or a new password with a one-time link. */
export function SetPasswordForm({ token, asksWho }: SetPasswordFormProps) {
  const [email, setEmail] = useState<string>()

  const set = async (form: FormData) => {
    const response = await fetch('/api/set-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...Object.fromEntries(form), token }),
    })
    const answer = await response.json()
    if (answer.error) return { ok: false as const, refusal: answer.error }
    setEmail(answer.email)
    return { ok: true as const }
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
    <Form send={set}>
      {asksWho ? (
        <>
          <Field label="Your name">
            <Input name="name" autoComplete="name" required />
          </Field>
          <Field label="Address" hint="You will sign in with it.">
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
        </>
      ) : null}
      <Field label="New password" hint="At least 12 characters; a few words are good.">
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} />
      </Field>
      <SubmitButton pendingLabel="Setting…">Set the password</SubmitButton>
    </Form>
  )
}
