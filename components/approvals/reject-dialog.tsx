'use client'

import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { rejectAction } from '#lib/approvals/actions.ts'

type RejectDialogProps = {
  readonly proposal: { readonly id: string; readonly argumentsHash: string; readonly summary: string }
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** A no needs a reason: it ends the proposal, and whoever asked reads it. */
export function RejectDialog({ proposal, isOpen, onOpenChange }: RejectDialogProps) {
  const { id, argumentsHash, summary } = proposal
  return (
    <FormDialog
      title="Reject this proposal?"
      description={summary}
      open={isOpen}
      onOpenChange={onOpenChange}
      submitLabel="Reject"
      pendingLabel="Rejecting…"
      tone="danger"
      leaveLabel="Keep it"
      onSubmit={(said) => rejectAction({ proposalId: id, argumentsHash, comment: said('comment') })}
      onDone={() => toast.note('Rejected')}
    >
      <Field label="Reason">
        <Textarea name="comment" required minLength={3} autoFocus />
      </Field>
    </FormDialog>
  )
}
