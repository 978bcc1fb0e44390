'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { closeAlertAction } from '#lib/health/actions.ts'
import type { Verdict } from '#lib/health/alerts/alert-model.ts'
import { kept } from './kept.ts'

const OPTIONS = [
  { value: 'right', label: 'It was right: something was wrong' },
  { value: 'wrong', label: 'It was wrong: all is well' },
] as const

/** Ends an alert with a verdict: what the detector is measured by. */
export function CloseDialog({ alertId }: { readonly alertId: string }) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const close = (form: FormData) =>
    startTransition(async () => {
      const text = (name: string) => String(form.get(name) ?? '')
      const result = await closeAlertAction({ alertId, verdict: text('verdict') as Verdict, note: text('note') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setOpen(false)
      toast.good('Closed')
    })
  return (
    <Dialog
      title="Close the alert"
      description="It is raised again only after what raised it was gone. A hold that was proposed stays before its approver."
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={<Button onClick={() => setOpen(true)}>Close…</Button>}
    >
      <form onSubmit={kept(close)} className="flex flex-col gap-4">
        <Field label="Verdict">
          <Select name="verdict" options={[...OPTIONS]} defaultValue="right" />
        </Field>
        <Field label="What it was" hint="Kept with the alert and in the audit trail.">
          <Textarea name="note" required minLength={3} maxLength={1000} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Closing…">
          Close the alert
        </Button>
      </form>
    </Dialog>
  )
}
