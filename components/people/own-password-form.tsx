'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { changeOwnPasswordAction } from '#lib/people/actions.ts'

/** The password before and the new one; every session ends afterwards. */
export function OwnPasswordForm() {
  const [isChanged, setChanged] = useState(false)

  const change = async (form: FormData) => {
    const result = await changeOwnPasswordAction({
      current: String(form.get('current') ?? ''),
      password: String(form.get('password') ?? ''),
    })
    if (result.ok) setChanged(true)
    return result
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
  return (
    <Form send={change} className="flex max-w-sm flex-col gap-4">
      <Field label="Password now">
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field label="New password" hint="At least 12 characters; a few words are good. You sign in again everywhere.">
        <Input name="password" type="password" autoComplete="new-password" required minLength={12} />
      </Field>
      <div>
        <SubmitButton pendingLabel="Changing…">Change the password</SubmitButton>
      </div>
    </Form>
  )
}
