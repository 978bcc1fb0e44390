'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { CredentialsForm } from './credentials-form.tsx'

export type DemoPerson = { readonly email: string; readonly name: string; readonly role: string }

type SignInFormProps = {
  /** Where to go afterwards: a path of ours. */
  readonly from: string
  /** The demo's people and their password; none outside the demo. */
  readonly demo: { readonly people: readonly DemoPerson[]; readonly password: string } | null
}

const WORDS = {
  address: 'Address',
  password: 'Password',
  signIn: 'Sign in',
  sending: 'Signing in…',
  noAnswer: 'The server did not answer. Try again in a moment.',
}

/** The console's way in. */
export function SignInForm({ from, demo }: SignInFormProps) {
  const router = useRouter()
  const people = demo?.people.map(({ email, name, role }) => ({
    email,
    label: (
      <>
        <span className="text-ink">{name}</span>
        <span className="text-ink-3">
          {role} · {email}
        </span>
      </>
    ),
  }))
  return (
    <CredentialsForm
      words={WORDS}
      onEntered={() => {
        router.replace(from as Route)
        router.refresh()
      }}
      demo={demo === null || people === undefined ? null : { password: demo.password, people }}
    />
  )
}
