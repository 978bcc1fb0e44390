'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { includeInRunAction } from '#lib/settlements/actions.ts'

type IncludeButtonProps = { readonly runId: string; readonly proposalId: string }

/** Takes a transfer into the run again. */
export function IncludeButton({ runId, proposalId }: IncludeButtonProps) {
  const [pending, startTransition] = useTransition()
  const take = () =>
    startTransition(async () => {
      const result = await includeInRunAction({ runId, proposalId })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  return (
    <Button onClick={take} pending={pending} pendingLabel="Taking in…">
      Take in again
    </Button>
  )
}
