'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { submitDraftAction } from '#lib/settlements/actions.ts'

type SubmitDialogProps = { readonly contractId: string; readonly note: string; readonly isBackDated: boolean }

/** Puts a draft before whoever may approve it, with the reason. */
export function SubmitDialog({ contractId, note, isBackDated }: SubmitDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const submit = (form: FormData) =>
    startTransition(async () => {
      const result = await submitDraftAction({ contractId, note: String(form.get('note') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('Submitted for approval')
    })
  return (
    <Dialog
      title="Submit for approval"
      description={
        isBackDated
          ? 'It is back-dated: two people who did not write it approve it.'
          : 'Somebody who did not write it approves it; then it applies from its day on.'
      }
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" onClick={() => setOpen(true)}>
          Submit for approval
        </Button>
      }
    >
      <form action={submit} className="flex flex-col gap-4">
        <Field label="Why the terms change" error={refusal?.field === 'note' ? refusal.message : undefined}>
          <Textarea name="note" defaultValue={note} required minLength={3} maxLength={1_000} />
        </Field>
        {refusal === undefined || refusal.field === 'note' ? null : <Banner tone="bad">{refusal.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Submitting…">
          Submit
        </Button>
      </form>
    </Dialog>
  )
}
