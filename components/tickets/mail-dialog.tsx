'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { mailAboutTicketAction } from '#lib/tickets/actions.ts'

type MailDialogProps = { readonly ticketId: string; readonly title: string }

/** Writes to somebody about a ticket; it leaves once somebody else approved exactly these words. */
export function MailDialog({ ticketId, title }: MailDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const propose = (form: FormData) =>
    startTransition(async () => {
      const of = (name: string) => String(form.get(name) ?? '')
      const result = await mailAboutTicketAction({ ticketId, to: of('to'), subject: of('subject'), body: of('body') })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('Proposed; it leaves once somebody else approved it')
    })
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  return (
    <Dialog
      title="Mail about the ticket"
      description="Exactly these words leave once somebody else approved them."
      size="md"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button onClick={() => setOpen(true)}>Mail…</Button>}
    >
      <form action={propose} className="flex flex-col gap-4">
        <Field label="To" error={errorOf('to')}>
          <Input name="to" type="email" required autoComplete="off" />
        </Field>
        <Field label="Subject" error={errorOf('subject')}>
          <Input name="subject" required maxLength={200} defaultValue={title.slice(0, 200)} />
        </Field>
        <Field label="What it says" error={errorOf('body')}>
          <Textarea name="body" required rows={8} maxLength={10_000} />
        </Field>
        {refusal === undefined || refusal.field !== undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
          Propose the mail
        </Button>
      </form>
    </Dialog>
  )
}
