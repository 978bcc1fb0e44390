'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { cancelMessageAction, retryMessageAction } from '#lib/messages/actions.ts'
import { canCancel, canRetry, type MessageState } from '#lib/messages/model.ts'

type MessageStepsProps = { readonly messageId: string; readonly to: string; readonly state: MessageState }

/** Have it sent again, or end it. */
export function MessageSteps({ messageId, to, state }: MessageStepsProps) {
  return (
    <>
      {canCancel(state) ? (
        <ConfirmDialog
          title="Cancel the message?"
          payee={to}
          trigger={<Button>Cancel…</Button>}
          confirmLabel="Cancel the message"
          pendingLabel="Canceling…"
          tone="danger"
          onConfirm={async () => {
            const result = await cancelMessageAction({ messageId })
            if (!result.ok) return result.refusal.message
            toast.good('The message is canceled')
            return undefined
          }}
        >
          It is not tried again.
        </ConfirmDialog>
      ) : null}
      {canRetry(state) ? (
        <ConfirmDialog
          title="Send the message again?"
          payee={to}
          trigger={<Button variant="primary">Send again…</Button>}
          confirmLabel="Send it again"
          pendingLabel="Queueing…"
          onConfirm={async () => {
            const result = await retryMessageAction({ messageId })
            if (!result.ok) return result.refusal.message
            toast.good('The message is sent again')
            return undefined
          }}
        >
          {state === 'unknown'
            ? 'Nobody knows whether the last try arrived: it may arrive twice.'
            : 'It is tried at once, and then as often as a new one.'}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
