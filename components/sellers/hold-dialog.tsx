'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { holdSellerAction } from '#lib/settlements/actions.ts'

type HoldDialogProps = { readonly sellerId: string; readonly sellerName: string }

function wordsOf(form: FormData) {
  return { reason: String(form.get('reason') ?? ''), sellerMust: String(form.get('sellerMust') ?? '') }
}

/** Makes a seller's money wait, with the reason. */
export function HoldDialog({ sellerId, sellerName }: HoldDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const hold = (form: FormData) =>
    startTransition(async () => {
      const result = await holdSellerAction({ sellerId, ...wordsOf(form) })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setOpen(false)
      toast.good(`Held ${sellerName}`)
    })
  return (
    <Dialog
      title={`Hold ${sellerName}`}
      description="Transfers that are proposed or approved become void; what is under way at Stripe goes on."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button onClick={() => setOpen(true)}>Hold</Button>}
    >
      <form action={hold} className="flex flex-col gap-4">
        <Field label="Why the money waits" hint="Approvers and operators read it.">
          <Textarea name="reason" required minLength={3} maxLength={500} />
        </Field>
        <Field label="What the seller must do" optional hint="So that it is lifted. The seller may read it.">
          <Input name="sellerMust" maxLength={500} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="danger" pending={pending} pendingLabel="Holding…">
          Hold {sellerName}
        </Button>
      </form>
    </Dialog>
  )
}
