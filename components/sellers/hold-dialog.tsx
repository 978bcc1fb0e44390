'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { holdSellerAction } from '#lib/settlements/actions.ts'

type HoldDialogProps = { readonly sellerId: string; readonly sellerName: string }

/** Makes a seller's money wait, with the reason. */
export function HoldDialog({ sellerId, sellerName }: HoldDialogProps) {
  return (
    <FormDialog
      title={`Hold ${sellerName}`}
      description="Transfers that are proposed or approved become void; what is under way at Stripe goes on."
      trigger={<Button>Hold</Button>}
      submitLabel={`Hold ${sellerName}`}
      pendingLabel="Holding…"
      tone="danger"
      doneWords={`Held ${sellerName}`}
      onSubmit={(said) => holdSellerAction({ sellerId, reason: said('reason'), sellerMust: said('sellerMust') })}
    >
      <Field label="Why the money waits" hint="Approvers and operators read it.">
        <Textarea name="reason" required minLength={3} maxLength={500} />
      </Field>
      <Field label="What the seller must do" optional hint="So that it is lifted. The seller may read it.">
        <Input name="sellerMust" maxLength={500} />
      </Field>
    </FormDialog>
  )
}
