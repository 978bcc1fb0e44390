'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { sendBatchAction } from '#lib/ledger/actions.ts'
import { GL_SYSTEMS, type SentSystem } from '#lib/ledger/batches/batch-model.ts'

type SendBatchButtonProps = { readonly number: number; readonly system: SentSystem }

/** Puts a batch's journals into the outbox. What was sent is not sent again. */
export function SendBatchButton({ number, system }: SendBatchButtonProps) {
  const { word } = GL_SYSTEMS[system]
  return (
    <ConfirmDialog
      title={`Send batch ${number} to ${word}?`}
      trigger={<Button size="sm">Send to {word}…</Button>}
      confirmLabel="Send the batch"
      pendingLabel="Queueing…"
      onConfirm={async () => {
        const result = await sendBatchAction({ number, system })
        if (!result.ok) return result.refusal.message
        toast.good(`${result.data.queued} journals wait in the outbox`)
        return undefined
      }}
    >
      One journal per day and currency. Each is kept once over there, and read back.
    </ConfirmDialog>
  )
}
