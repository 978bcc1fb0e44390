'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'

type JoinButtonProps = {
  readonly token: string
  readonly label: string
  readonly busy: string
  readonly failed: string
  /** Said when the account is still being opened. */
  readonly later: string
}

type Outcome = { readonly tone: 'good' | 'bad'; readonly text: string }

/** Accepts the invitation and leads into the portal: a person pressed it. */
export function JoinButton({ token, label, busy, failed, later }: JoinButtonProps) {
  const [pending, setPending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const press = async () => {
    setPending(true)
    const answer = await accept(token).catch(() => ({ problem: failed }))
    if ('problem' in answer) setOutcome({ tone: 'bad', text: answer.problem })
    else if (answer.enter === null) setOutcome({ tone: 'good', text: later })
    else {
      const entered = await signIn('link', { redirect: false, token: answer.enter }).catch(() => undefined)
      window.location.replace(entered?.ok ? '/portal/onboarding' : '/portal/sign-in')
      return
    }
    setPending(false)
  }
  return (
    <>
      {outcome === undefined ? null : <Banner tone={outcome.tone}>{outcome.text}</Banner>}
      {outcome?.tone === 'good' ? null : (
        <Button variant="primary" onClick={press} pending={pending} pendingLabel={busy}>
          {label}
        </Button>
      )}
    </>
  )
}

async function accept(token: string): Promise<{ readonly enter: string | null } | { readonly problem: string }> {
  const response = await fetch('/api/onboarding/accept', { method: 'POST', body: JSON.stringify({ token }) })
  const body = await response.json()
  return response.ok ? { enter: body.enter } : { problem: body.error.message }
}
