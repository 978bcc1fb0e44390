'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { pauseAction } from '#lib/approvals/actions.ts'

/** Stops everything from leaving the gate, or lets it go on; asks first, either way. */
export function PauseButton({ isPaused, waiting }: { readonly isPaused: boolean; readonly waiting: number }) {
  return (
    <ConfirmDialog
      title={isPaused ? 'Resume executions?' : 'Pause all executions?'}
      tone={isPaused ? 'primary' : 'danger'}
      trigger={
        <Button variant={isPaused ? 'primary' : 'danger'}>
          {isPaused ? 'Resume executions' : 'Pause all executions'}
        </Button>
      }
      confirmLabel={isPaused ? 'Resume executions' : 'Pause all executions'}
      pendingLabel={isPaused ? 'Resuming…' : 'Pausing…'}
      onConfirm={async () => {
        const result = await pauseAction({ isPaused: !isPaused })
        if (!result.ok) return result.refusal.message
        toast.good(isPaused ? 'Executions go on' : 'All executions are paused')
        return undefined
      }}
    >
      {isPaused
        ? `${waiting} approved proposals are carried out at once, after every check ran again.`
        : 'Approvals are kept, and nothing new is sent. What is under way at Stripe is not called back, and Stripe goes on with its own payouts.'}
    </ConfirmDialog>
  )
}
