'use client'

import { signIn } from 'next-auth/react'
import { type ReactNode, useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Form, type FormAnswer } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type CredentialsFormProps = {
  readonly words: Readonly<Record<'address' | 'password' | 'signIn' | 'sending' | 'noAnswer', string>>
  /** Once the session is there. */
  readonly onEntered: () => void
  /** Another way in than the password: a link by mail. Absent where there is none. */
  readonly link?: {
    readonly words: Readonly<Record<'sendLink' | 'withPassword' | 'withLink', string>>
    readonly ask: (email: string) => Promise<FormAnswer>
  }
  /** The demo's people and their password; none outside the demo. */
  readonly demo: {
    readonly password: string
    readonly people: readonly { readonly email: string; readonly label: ReactNode }[]
  } | null
}

/** Address and password, or a link. In the demo its people stand below: one click fills the form. */
export function CredentialsForm({ words, onEntered, link, demo }: CredentialsFormProps) {
  const [isByLink, setByLink] = useState(link !== undefined)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  const enter = async (): Promise<FormAnswer> => {
    const answer = await signIn('credentials', { redirect: false, email, password })
    if (!answer?.ok) return { ok: false, refusal: { message: answer?.error ?? words.noAnswer } }
    onEntered()
    return { ok: true }
  }
  return (
    <Form send={() => (link !== undefined && isByLink ? link.ask(email) : enter())} lostWords={words.noAnswer}>
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
      {isByLink ? null : (
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
      <SubmitButton pendingLabel={words.sending}>
        {link !== undefined && isByLink ? link.words.sendLink : words.signIn}
      </SubmitButton>
      {link === undefined ? null : (
        <button
          type="button"
          className="min-h-11 rounded-md text-accent-text text-sm underline"
          onClick={() => setByLink(!isByLink)}
        >
          {isByLink ? link.words.withPassword : link.words.withLink}
        </button>
      )}
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
                setByLink(false)
                setEmail(person.email)
                setPassword(demo.password)
              }}
            >
              {person.label}
            </button>
          ))}
        </fieldset>
      )}
    </Form>
  )
}
