'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { pauseAction } from '#lib/approvals/actions.ts'

/** Stops everything from leaving the gate, at once; asks first. */
export function PauseButton() {
  return (
    <ConfirmDialog
      title="Pause all executions?"
      tone="danger"
      trigger={<Button variant="danger">Pause all executions</Button>}
      confirmLabel="Pause all executions"
      pendingLabel="Pausing…"
      onConfirm={async () => {
        const result = await pauseAction({})
        if (!result.ok) return result.refusal.message
        toast.good('All executions are paused')
        return undefined
      }}
    >
      Approvals are kept, and nothing new is sent until two people release the pause. What is under way at Stripe is not
      called back, and Stripe goes on with its own payouts.
    </ConfirmDialog>
  )
}
