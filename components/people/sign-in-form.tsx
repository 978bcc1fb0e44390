'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

export type DemoPerson = { readonly email: string; readonly name: string; readonly role: string }

type SignInFormProps = {
  /** Where to go afterwards: a path of ours. */
  readonly from: string
  /** The demo's people and their password; none outside the demo. */
  readonly demo: { readonly people: readonly DemoPerson[]; readonly password: string } | null
}

/** Address and password. In the demo its people stand below: one click fills the form. */
export function SignInForm({ from, demo }: SignInFormProps) {
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    setProblem(undefined)
    const answer = await signIn('credentials', { redirect: false, email, password }).catch(() => undefined)
    if (answer?.ok) {
      router.replace(from as Route)
      router.refresh()
      return
    }
    setProblem(answer?.error ?? 'The server did not answer. Try again in a moment.')
    setPending(false)
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
      <Field label="Address">
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Password">
        <Input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Signing in…">
        Sign in
      </Button>
      {demo === null ? null : (
        <fieldset className="mt-2 flex flex-col gap-1 border-line border-t pt-4">
          <legend className="sr-only">People of the demo</legend>
          <p className="pb-1 text-ink-2 text-sm">
            This is the demo. Pick somebody to sign in as; the password is{' '}
            <code className="font-mono">{demo.password}</code>.
          </p>
          {demo.people.map((person) => (
            <button
              key={person.email}
              type="button"
              className="flex pointer-coarse:min-h-11 items-baseline justify-between gap-3 rounded-md px-2 py-1 text-left text-sm hover:bg-surface-hover"
              onClick={() => {
                setEmail(person.email)
                setPassword(demo.password)
              }}
            >
              <span className="text-ink">{person.name}</span>
              <span className="text-ink-3">
                {person.role} · {person.email}
              </span>
            </button>
          ))}
        </fieldset>
      )}
    </form>
  )
}
