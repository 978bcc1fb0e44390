'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { runAgainAction } from '#lib/settlements/actions.ts'
import { settlementLook } from '#lib/settlements/state-model.ts'

/** Runs every check of the settlement on the facts as they are now. */
export function RunAgainButton({ settlementId }: { readonly settlementId: string }) {
  const [pending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await runAgainAction({ settlementId })
      if (!result.ok) toast.bad(result.refusal.message)
      else if (result.data.kind === 'waiting') toast.note(result.data.reason)
      else toast.good(`Checked again: ${settlementLook(result.data.state).word}`)
    })
  return (
    <Button onClick={run} pending={pending} pendingLabel="Checking…">
      Run checks again
    </Button>
  )
}
