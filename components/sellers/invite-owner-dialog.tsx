'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { inviteOwnerAction } from '#lib/portal/actions.ts'

type InviteOwnerDialogProps = { readonly sellerId: string; readonly sellerName: string; readonly email: string }

/** Lets a seller's owner into the portal; the owner lets in everybody else. */
export function InviteOwnerDialog({ sellerId, sellerName, email }: InviteOwnerDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ field?: string; message: string }>()
  const [pending, startTransition] = useTransition()
  const invite = (form: FormData) =>
    startTransition(async () => {
      const said = { name: String(form.get('name') ?? ''), email: String(form.get('email') ?? '') }
      const result = await inviteOwnerAction({ sellerId, ...said })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good(`Invited ${said.name}`)
    })
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  const isElsewhere = refusal !== undefined && refusal.field !== 'name' && refusal.field !== 'email'
  return (
    <Dialog
      title={`Invite the owner of ${sellerName}`}
      description="They get a mail with the way into the portal, see the seller’s money and let in their colleagues."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button onClick={() => setOpen(true)}>Invite to portal</Button>}
    >
      <form action={invite} className="flex flex-col gap-4">
        <Field label="Name" error={errorOf('name')}>
          <Input name="name" required maxLength={120} />
        </Field>
        <Field label="Address" error={errorOf('email')}>
          <Input name="email" type="email" required defaultValue={email} />
        </Field>
        {isElsewhere ? <Banner tone="bad">{refusal.message}</Banner> : null}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Inviting…">
          Invite
        </Button>
      </form>
    </Dialog>
  )
}
