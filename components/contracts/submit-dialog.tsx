'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { submitDraftAction } from '#lib/settlements/actions.ts'

type SubmitDialogProps = { readonly contractId: string; readonly note: string; readonly isBackDated: boolean }

/** Puts a draft before whoever may approve it, with the reason. */
export function SubmitDialog({ contractId, note, isBackDated }: SubmitDialogProps) {
  return (
    <FormDialog
      title="Submit for approval"
      description={
        isBackDated
          ? 'It is back-dated: two people who did not write it approve it.'
          : 'Somebody who did not write it approves it; then it applies from its day on.'
      }
      trigger={<Button variant="primary">Submit for approval</Button>}
      submitLabel="Submit"
      pendingLabel="Submitting…"
      doneWords="Submitted for approval"
      onSubmit={(said) => submitDraftAction({ contractId, note: said('note') })}
    >
      <Field label="Why the terms change">
        <Textarea name="note" defaultValue={note} required minLength={3} maxLength={1_000} />
      </Field>
    </FormDialog>
  )
}
