'use client'

import { ErrorState } from '#components/ui/error-state.tsx'

type PageErrorProps = { readonly error: Error & { digest?: string }; readonly reset: () => void }

export default function PageError({ error, reset }: PageErrorProps) {
  return (
    <main className="flex min-h-dvh flex-col justify-center">
      <ErrorState isPage title="This page could not be made" reference={error.digest} onRetry={reset}>
        Nothing was changed. The fault is in the log under the reference below.
      </ErrorState>
    </main>
  )
}
