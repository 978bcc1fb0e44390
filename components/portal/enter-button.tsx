'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'

type EnterButtonProps = {
  readonly token: string
  readonly label: string
  readonly busy: string
  readonly failed: string
}

/** Uses the link up: a person pressed it. */
export function EnterButton({ token, label, busy, failed }: EnterButtonProps) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const press = async () => {
    setPending(true)
    const answer = await signIn('link', { redirect: false, token }).catch(() => undefined)
    if (answer?.ok) {
      window.location.replace('/portal')
      return
    }
    setProblem(answer?.error ?? failed)
    setPending(false)
  }
  return (
    <>
      {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
      <Button variant="primary" onClick={press} pending={pending} pendingLabel={busy}>
        {label}
      </Button>
    </>
  )
}
