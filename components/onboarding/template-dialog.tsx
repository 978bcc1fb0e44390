'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { makeTemplateAction } from '#lib/onboarding/actions.ts'

type TemplateDialogProps = { readonly contracts: readonly { readonly id: string; readonly name: string }[] }

/** Keeps a contract's newest terms under a name. */
export function TemplateDialog({ contracts }: TemplateDialogProps) {
  return (
    <FormDialog
      title="Make a template"
      description="Copies the terms of a contract as they are now. A name that exists gets its next version."
      trigger={<Button variant="primary">Make a template…</Button>}
      submitLabel="Keep as a template"
      pendingLabel="Making…"
      doneWords="Sellers can be invited with it"
      onSubmit={(said) =>
        makeTemplateAction({ name: said('name'), contractId: said('contractId'), note: said('note') })
      }
    >
      <Field label="Name" name="name">
        <Input name="name" required maxLength={80} autoComplete="off" />
      </Field>
      <Field label="Terms of" name="contractId">
        <Select name="contractId" options={contracts.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field label="Note" optional hint="For whom these terms are." name="note">
        <Textarea name="note" maxLength={500} />
      </Field>
    </FormDialog>
  )
}
