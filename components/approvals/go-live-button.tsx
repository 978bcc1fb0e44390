'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { signGoLiveAction } from '#lib/approvals/actions.ts'

/** Signs go-live. Two administrators must, before anything is proposed. */
export function GoLiveButton({ name }: { readonly name: string }) {
  return (
    <ConfirmDialog
      title={`Sign that ${name} goes live?`}
      trigger={<Button variant="primary">Sign go-live…</Button>}
      confirmLabel="Sign go-live"
      pendingLabel="Signing…"
      onConfirm={async () => {
        const result = await signGoLiveAction({})
        if (!result.ok) return result.refusal.message
        if (result.data.isLive) toast.good(`${name} is live`)
        else toast.note('Signed. A second administrator must sign within three days.')
        return undefined
      }}
    >
      After a second administrator has signed, payments collected from then on propose their transfers, and those within
      the policy’s limits go out by themselves. Earlier payments propose nothing.
    </ConfirmDialog>
  )
}
