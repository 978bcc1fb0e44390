'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resumeEmbeddingAction, stopEmbeddingAction } from '#lib/assistant/actions.ts'

/** Stops or resumes sending passages to the embedding model. */
export function MeaningButton({ isStopped }: { readonly isStopped: boolean }) {
  const [pending, startTransition] = useTransition()
  const press = () =>
    startTransition(async () => {
      const result = await (isStopped ? resumeEmbeddingAction : stopEmbeddingAction)({})
      if (!result.ok) toast.bad(result.refusal.message)
    })
  return (
    <Button size="sm" onClick={press} pending={pending} pendingLabel="Saving…">
      {isStopped ? 'Go on sending passages' : 'Stop sending passages'}
    </Button>
  )
}
