'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { Words } from '#lib/portal/words-model.ts'
import { refusalWords } from './refusal-words.ts'

type PortalSignInProps = {
  /** Where to go afterwards: a path of the portal. */
  readonly from: string
  readonly words: Words
  /** The demo's people and their password; none outside the demo. */
  readonly demo: { readonly password: string; readonly people: readonly { email: string; label: string }[] } | null
}

type Answer = { readonly ok: boolean; readonly problem?: string | undefined }

const askForLink = async (email: string): Promise<Answer> => {
  const response = await fetch('/api/portal/sign-in-link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  if (response.ok) return { ok: true }
  const { error } = await response.json()
  return { ok: false, problem: refusalWords({ ok: false, refusal: error }, '') }
}

/** A link by mail, or address and password. */
export function PortalSignIn({ from, words, demo }: PortalSignInProps) {
  const [way, setWay] = useState<'link' | 'password'>('link')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [pending, setPending] = useState(false)
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    setProblem(undefined)
    const answer = await (way === 'link' ? askForLink(email) : enter()).catch(
      (): Answer => ({ ok: false, problem: words.noAnswer }),
    )
    setPending(false)
    if (!answer.ok) setProblem(answer.problem || words.noAnswer)
    else if (way === 'link') setSent(true)
    else window.location.replace(from)
  }

  async function enter(): Promise<Answer> {
    const answer = await signIn('credentials', { redirect: false, email, password })
    return { ok: answer?.ok ?? false, problem: answer?.error ?? undefined }
  }

  if (isSent) return <Banner tone="good">{words.linkSent}</Banner>
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
      <Field label={words.address}>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      {way === 'link' ? null : (
        <Field label={words.password}>
          <Input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      )}
      <Button type="submit" variant="primary" pending={pending} pendingLabel={words.sending}>
        {way === 'link' ? words.sendLink : words.signIn}
      </Button>
      <button
        type="button"
        className="min-h-11 rounded-md text-accent-text text-sm underline"
        onClick={() => setWay(way === 'link' ? 'password' : 'link')}
      >
        {way === 'link' ? words.withPassword : words.withLink}
      </button>
      {demo === null ? null : (
        <fieldset className="flex flex-col border-line border-t pt-3">
          <legend className="sr-only">People of the demo</legend>
          <p className="text-ink-2 text-sm">
            This is the demo. Pick somebody; the password is <code className="font-mono">{demo.password}</code>.
          </p>
          {demo.people.map((person) => (
            <button
              key={person.email}
              type="button"
              className="min-h-11 rounded-md text-left text-sm"
              onClick={() => {
                setWay('password')
                setEmail(person.email)
                setPassword(demo.password)
              }}
            >
              {person.label}
            </button>
          ))}
        </fieldset>
      )}
    </form>
  )
}
