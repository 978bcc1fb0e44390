'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { retireTemplateAction } from '#lib/onboarding/actions.ts'

/** Takes a template out of use. */
export function RetireButton({ templateId, name }: { readonly templateId: string; readonly name: string }) {
  return (
    <ConfirmDialog
      title={`Take “${name}” out of use?`}
      trigger={<Button size="sm">Retire…</Button>}
      confirmLabel="Take it out of use"
      pendingLabel="Taking out…"
      onConfirm={async () => {
        const result = await retireTemplateAction({ templateId })
        if (!result.ok) return result.refusal.message
        toast.good('Nobody is invited with it any more')
        return undefined
      }}
    >
      Who was invited with it keeps these terms.
    </ConfirmDialog>
  )
}
