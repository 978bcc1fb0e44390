'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'

type CompanySignInProps = {
  readonly name: string
  /** Where to go afterwards: a path of ours. */
  readonly from: string
  /** Why the last try led back here. */
  readonly problem: string | null
}

/** The way in by the company's identity provider, before the one by password. */
export function CompanySignIn({ name, from, problem }: CompanySignInProps) {
  const [pending, setPending] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      {problem === null ? null : <Banner tone="bad">{problem}</Banner>}
      <Button
        variant="primary"
        pending={pending}
        pendingLabel="Going there…"
        onClick={() => {
          setPending(true)
          void signIn('oidc', { callbackUrl: from }).catch(() => setPending(false))
        }}
      >
        Sign in with {name}
      </Button>
      <p className="text-center text-ink-3 text-sm">or with a password</p>
    </div>
  )
}
