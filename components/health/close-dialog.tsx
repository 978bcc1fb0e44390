'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { closeAlertAction } from '#lib/health/actions.ts'
import type { Verdict } from '#lib/health/alerts/alert-model.ts'

const OPTIONS = [
  { value: 'right', label: 'It was right: something was wrong' },
  { value: 'wrong', label: 'It was wrong: all is well' },
] as const

/** Ends an alert with a verdict: what the detector is measured by. */
export function CloseDialog({ alertId }: { readonly alertId: string }) {
  return (
    <FormDialog
      title="Close the alert"
      description="It is raised again only after what raised it was gone. A hold that was proposed stays before its approver."
      trigger={<Button>Close…</Button>}
      submitLabel="Close the alert"
      pendingLabel="Closing…"
      doneWords="Closed"
      onSubmit={(said) => closeAlertAction({ alertId, verdict: said('verdict') as Verdict, note: said('note') })}
    >
      <Field label="Verdict">
        <Select name="verdict" options={OPTIONS} defaultValue="right" />
      </Field>
      <Field label="What it was" hint="Kept with the alert and in the audit trail.">
        <Textarea name="note" required minLength={3} maxLength={1000} />
      </Field>
    </FormDialog>
  )
}
