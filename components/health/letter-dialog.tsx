'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { writeToSellerAction } from '#lib/health/actions.ts'
import { kept } from './kept.ts'

type LetterDialogProps = {
  readonly alertId: string
  readonly sellerName: string
  /** What the alert makes of it; people may say it in other words. */
  readonly letter: { readonly subject: string; readonly body: string }
}

/** Writes to the alert's seller; it leaves once somebody else approved exactly these words. */
export function LetterDialog({ alertId, sellerName, letter }: LetterDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const propose = (form: FormData) =>
    startTransition(async () => {
      const of = (name: string) => String(form.get(name) ?? '')
      const result = await writeToSellerAction({ alertId, subject: of('subject'), body: of('body') })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('Proposed; it leaves once somebody else approved it')
    })
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  return (
    <Dialog
      title={`Write to ${sellerName}`}
      description="Exactly these words leave once somebody else approved them."
      size="md"
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={<Button onClick={() => setOpen(true)}>Write to the seller…</Button>}
    >
      <form onSubmit={kept(propose)} className="flex flex-col gap-4">
        <Field label="Subject" error={errorOf('subject')}>
          <Input name="subject" required maxLength={200} defaultValue={letter.subject} />
        </Field>
        <Field label="What it says" error={errorOf('body')}>
          <Textarea name="body" required rows={9} maxLength={10_000} defaultValue={letter.body} />
        </Field>
        {refusal === undefined || refusal.field !== undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
          Propose the mail
        </Button>
      </form>
    </Dialog>
  )
}
