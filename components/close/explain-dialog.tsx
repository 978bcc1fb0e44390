'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { explainChangeAction } from '#lib/reconciliation/actions.ts'
import type { FluxRow } from '#lib/reconciliation/close/flux.ts'

type ExplainDialogProps = { readonly month: string; readonly row: FluxRow }

/** Says why an account changed. */
export function ExplainDialog({ month, row }: ExplainDialogProps) {
  const name = `${row.name}, ${row.now.currency}`
  return (
    <FormDialog
      title={`Why it changed: ${name}`}
      description="Whoever reviews the close reads it."
      trigger={
        <Button size="sm" variant="plain" aria-label={`Explain: ${name}`}>
          Explain…
        </Button>
      }
      submitLabel="Save the comment"
      pendingLabel="Saving…"
      doneWords="Saved"
      onSubmit={(said) =>
        explainChangeAction({ month, account: row.code, currency: row.now.currency, comment: said('comment') })
      }
    >
      <Field label="Why">
        <Textarea name="comment" required minLength={3} maxLength={2_000} defaultValue={row.comment} />
      </Field>
    </FormDialog>
  )
}
