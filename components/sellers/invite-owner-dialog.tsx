'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { inviteOwnerAction } from '#lib/portal/actions.ts'

type InviteOwnerDialogProps = { readonly sellerId: string; readonly sellerName: string; readonly email: string }

/** Lets a seller's owner into the portal; the owner lets in everybody else. */
export function InviteOwnerDialog({ sellerId, sellerName, email }: InviteOwnerDialogProps) {
  return (
    <FormDialog
      title={`Invite the owner of ${sellerName}`}
      description="They get a mail with the way into the portal, see the seller’s money and let in their colleagues."
      trigger={<Button>Invite to portal</Button>}
      submitLabel="Invite"
      pendingLabel="Inviting…"
      doneWords={`Invited the owner of ${sellerName}`}
      onSubmit={(said) => inviteOwnerAction({ sellerId, name: said('name'), email: said('email') })}
    >
      <Field label="Name">
        <Input name="name" required maxLength={120} />
      </Field>
      <Field label="Address">
        <Input name="email" type="email" required defaultValue={email} />
      </Field>
    </FormDialog>
  )
}
