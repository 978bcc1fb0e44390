'use client'

import { useState } from 'react'
import { CredentialsForm } from '#components/people/credentials-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import type { FormAnswer } from '#components/ui/form.tsx'
import type { Words } from '#lib/portal/words-model.ts'
import { refusalWords } from './refusal-words.ts'

type PortalSignInProps = {
  /** Where to go afterwards: a path of the portal. */
  readonly from: string
  readonly words: Words
  /** The demo's people and their password; none outside the demo. */
  readonly demo: { readonly password: string; readonly people: readonly { email: string; label: string }[] } | null
}

/** A link by mail, or address and password. */
export function PortalSignIn({ from, words, demo }: PortalSignInProps) {
  const [isSent, setSent] = useState(false)
  const askForLink = async (email: string): Promise<FormAnswer> => {
    const response = await fetch('/api/portal/sign-in-link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    })
    if (!response.ok) {
      const { error } = await response.json()
      return { ok: false, refusal: { message: refusalWords({ ok: false, refusal: error }, words.noAnswer) } }
    }
    setSent(true)
    return { ok: true }
  }
  if (isSent) return <Banner tone="good">{words.linkSent}</Banner>
  return (
    <CredentialsForm
      words={words}
      link={{ words, ask: askForLink }}
      onEntered={() => window.location.replace(from)}
      demo={demo}
    />
  )
}
