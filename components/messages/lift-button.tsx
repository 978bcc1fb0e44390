'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { liftBounceAction } from '#lib/messages/actions.ts'

type LiftButtonProps = { readonly suppressionId: string; readonly address: string }

/** Says that an address which bounced works again. */
export function LiftButton({ suppressionId, address }: LiftButtonProps) {
  return (
    <ConfirmDialog
      title="Write to this address again?"
      payee={address}
      trigger={<Button size="sm">Lift…</Button>}
      confirmLabel="Write to it again"
      pendingLabel="Lifting…"
      onConfirm={async () => {
        const result = await liftBounceAction({ suppressionId })
        if (!result.ok) return result.refusal.message
        toast.good('Mail goes there again')
        return undefined
      }}
    >
      Mail that was kept back meanwhile is not sent by this; send each again from its page.
    </ConfirmDialog>
  )
}
