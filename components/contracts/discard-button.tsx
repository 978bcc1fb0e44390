'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { discardDraftAction } from '#lib/contracts/actions.ts'

/** Throws a contract's draft away. */
export function DiscardButton({ contractId }: { readonly contractId: string }) {
  return (
    <ConfirmDialog
      title="Throw the draft away?"
      trigger={<Button variant="plain">Discard</Button>}
      tone="danger"
      confirmLabel="Throw it away"
      pendingLabel="Discarding…"
      onConfirm={async () => {
        const result = await discardDraftAction({ contractId })
        return result.ok ? undefined : result.refusal.message
      }}
    >
      What applies goes on. The audit trail keeps what the draft said.
    </ConfirmDialog>
  )
}
