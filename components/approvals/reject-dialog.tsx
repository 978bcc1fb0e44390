'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
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
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setPending(true)
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '')
    const result = await rejectAction({ proposalId: proposal.id, argumentsHash: proposal.argumentsHash, comment })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal.message)
    onOpenChange(false)
    toast.note('Rejected')
  }

  return (
    <Dialog title="Reject this proposal?" description={proposal.summary} open={isOpen} onOpenChange={onOpenChange}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Reason" error={problem}>
          <Textarea name="comment" required minLength={3} autoFocus />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep it</Button>
          <Button type="submit" variant="danger" pending={pending} pendingLabel="Rejecting…">
            Reject
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
