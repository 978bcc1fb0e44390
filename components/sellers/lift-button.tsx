'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { releaseSellerAction } from '#lib/settlements/actions.ts'

type LiftButtonProps = { readonly holdId: string; readonly sellerName: string }

/** Lets a seller's money go on. */
export function LiftButton({ holdId, sellerName }: LiftButtonProps) {
  return (
    <ConfirmDialog
      title={`Lift the hold on ${sellerName}?`}
      trigger={<Button size="sm">Lift</Button>}
      confirmLabel="Lift the hold"
      pendingLabel="Lifting…"
      onConfirm={async () => {
        const result = await releaseSellerAction({ holdId })
        return result.ok ? undefined : result.refusal.message
      }}
    >
      What waited for it is checked again and proposed.
    </ConfirmDialog>
  )
}
