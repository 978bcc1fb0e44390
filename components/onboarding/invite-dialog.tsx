'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { inviteSellerAction } from '#lib/onboarding/actions.ts'
import { COUNTRIES } from '#lib/onboarding/schema.ts'

type InviteDialogProps = {
  readonly templates: readonly { readonly id: string; readonly name: string }[]
  readonly currency: string
}

/** Invites one seller by mail, with terms from a template. */
export function InviteDialog({ templates, currency }: InviteDialogProps) {
  return (
    <FormDialog
      title="Invite a seller"
      description="They get a mail with a link that works once, for 14 days."
      trigger={<Button variant="primary">Invite a seller</Button>}
      submitLabel="Send the invitation"
      pendingLabel="Inviting…"
      doneWords="A mail with the way in is on its way"
      onSubmit={(said) =>
        inviteSellerAction({
          name: said('name'),
          email: said('email'),
          country: said('country'),
          currency: said('currency'),
          template: said('template'),
          note: said('note'),
        })
      }
    >
      <Field label="Name" hint="What the seller is called; Stripe may correct it." name="name">
        <Input name="name" required maxLength={120} autoComplete="off" />
      </Field>
      <Field label="Address" name="email">
        <Input name="email" type="email" required autoComplete="off" />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Country" name="country">
          <Select name="country" defaultValue="US" options={COUNTRIES.map((code) => ({ value: code, label: code }))} />
        </Field>
        <Field label="Currency" name="currency">
          <Input name="currency" required maxLength={3} defaultValue={currency} autoComplete="off" />
        </Field>
      </div>
      <Field label="Terms" hint="The seller reads and accepts them in the portal." name="template">
        <Select name="template" options={templates.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field label="Note" optional hint="Stands beneath the mail’s own words." name="note">
        <Textarea name="note" maxLength={1000} />
      </Field>
    </FormDialog>
  )
}
