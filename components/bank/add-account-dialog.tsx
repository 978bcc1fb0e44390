'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { addBankAccountAction } from '#lib/reconciliation/actions.ts'

/** Adds a bank account whose statements will be imported. */
export function AddAccountDialog({ variant }: { readonly variant?: 'primary' }) {
  return (
    <FormDialog
      title="Add a bank account"
      description="One into which Stripe pays out. Its statements are read; nothing is ever paid from it."
      trigger={<Button variant={variant}>Add an account</Button>}
      submitLabel="Add the account"
      pendingLabel="Adding…"
      doneWords="The account is added"
      onSubmit={(said) =>
        addBankAccountAction({ name: said('name'), currency: said('currency'), number: said('number') })
      }
    >
      <Field label="Name">
        <Input name="name" required autoComplete="off" placeholder="Operating account" />
      </Field>
      <Field label="Currency" hint="Three letters, like USD.">
        <Input name="currency" required autoComplete="off" maxLength={3} />
      </Field>
      <Field
        label="IBAN or account number"
        hint="Statements in camt.053, MT940 and BAI2 find their account by it. Its hash and last four characters are kept."
        optional
      >
        <Input name="number" autoComplete="off" />
      </Field>
    </FormDialog>
  )
}
