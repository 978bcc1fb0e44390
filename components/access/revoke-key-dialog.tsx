'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { revokeApiKeyAction } from '#lib/access/actions.ts'

/** Ends a key, after asking once. */
export function RevokeKeyDialog({ keyId, name }: { readonly keyId: string; readonly name: string }) {
  return (
    <ConfirmDialog
      title={`Revoke ${name}`}
      trigger={<Button size="sm">Revoke…</Button>}
      confirmLabel="Revoke the key"
      pendingLabel="Revoking…"
      tone="danger"
      onConfirm={async () => {
        const result = await revokeApiKeyAction({ keyId })
        if (!result.ok) return result.refusal.message
        toast.good(`${name} is revoked`)
        return undefined
      }}
    >
      Whatever uses it is refused from now on. It cannot be taken back.
    </ConfirmDialog>
  )
}
