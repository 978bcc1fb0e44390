'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { tellSellerAction } from '#lib/disputes/actions.ts'

type TellSellerDialogProps = {
  readonly disputeId: string
  readonly sellerName: string
  readonly note: { readonly subject: string; readonly body: string }
}

/** Proposes to mail the seller about the dispute. The draft is ours; the words are the person's. */
export function TellSellerDialog({ disputeId, sellerName, note }: TellSellerDialogProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const submit = (form: FormData) =>
    startTransition(async () => {
      const said = (field: string) => String(form.get(field) ?? '')
      const result = await tellSellerAction({ disputeId, subject: said('subject'), body: said('body') })
      if (!result.ok) return setRefusal(result.refusal.message)
      setOpen(false)
      toast.good('Proposed; it leaves once somebody else agreed')
      router.push(`/approvals/${result.data.proposalId}` as Route)
    })
  return (
    <Dialog
      title={`Tell ${sellerName}`}
      description="Exactly these words leave by mail, once somebody else agreed."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Tell the seller…</Button>}
    >
      <form action={submit} className="flex flex-col gap-4">
        <Field label="Subject">
          <Input name="subject" defaultValue={note.subject} required maxLength={200} />
        </Field>
        <Field label="Message">
          <Textarea name="body" rows={8} defaultValue={note.body} required maxLength={5000} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
          Propose to send it
        </Button>
      </form>
    </Dialog>
  )
}
