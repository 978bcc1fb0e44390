'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { stopAdjustmentAction } from '#lib/settlements/actions.ts'
import type { AdjustmentRow } from '#lib/settlements/adjustments/list-adjustments.ts'
import { RECURS_WORDS } from '#lib/settlements/adjustments/reasons-model.ts'

/** Says how often it comes, and ends that. What came already stays. */
export function StopDialog({ row }: { readonly row: Pick<AdjustmentRow, 'id' | 'recurs' | 'sellerName'> }) {
  return (
    <ConfirmDialog
      title={`End what comes ${RECURS_WORDS[row.recurs]}?`}
      payee={row.sellerName}
      trigger={<Button>{RECURS_WORDS[row.recurs]}…</Button>}
      confirmLabel="End it"
      pendingLabel="Ending…"
      tone="danger"
      onConfirm={async () => {
        const result = await stopAdjustmentAction({ adjustmentId: row.id })
        if (!result.ok) return result.refusal.message
        toast.good('It does not come again')
        return undefined
      }}
    >
      What came already stays in the books.
    </ConfirmDialog>
  )
}
