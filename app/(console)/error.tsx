'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'

type ConsoleErrorProps = { readonly error: Error & { digest?: string }; readonly reset: () => void }

export default function ConsoleError({ error, reset }: ConsoleErrorProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div className="flex min-h-[60dvh] flex-col justify-center">
      <ErrorState
        isPage
        title="This page could not be loaded"
        reference={error.digest}
        onRetry={retry}
        pending={pending}
      >
        Nothing was changed. If it stays like this, give the reference below to whoever runs Tieout.
      </ErrorState>
    </div>
  )
}
