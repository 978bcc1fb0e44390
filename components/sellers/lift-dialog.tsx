'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { releaseHoldAction } from '#lib/settlements/actions.ts'

type LiftDialogProps = { readonly holdId: string; readonly sellerName: string }

/** Lets a seller's money go on, with the reason; a second person agrees where the policy asks for one. */
export function LiftDialog({ holdId, sellerName }: LiftDialogProps) {
  return (
    <FormDialog
      title={`Lift the hold on ${sellerName}?`}
      description="What waited for it is checked again and proposed. Where the policy asks for a second person, neither you nor whoever placed the hold can agree."
      trigger={<Button size="sm">Lift…</Button>}
      submitLabel="Lift the hold"
      pendingLabel="Lifting…"
      onSubmit={(said) => releaseHoldAction({ holdId, reason: said('reason') })}
      onDone={({ proposalId }) =>
        toast.good(proposalId === null ? `${sellerName} is not held any more` : 'Proposed; somebody else agrees')
      }
    >
      <Field label="Why the money may go on">
        <Textarea name="reason" required minLength={3} maxLength={500} />
      </Field>
    </FormDialog>
  )
}
