'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { snoozeAlertAction } from '#lib/health/actions.ts'
import { kept } from './kept.ts'

type SnoozeDialogProps = {
  readonly alertId: string
  /** Seven days from now, `2026-11-27T12:00:00`, UTC. */
  readonly suggested: string
}

/** Puts an alert off; it comes back when it is still so then. */
export function SnoozeDialog({ alertId, suggested }: SnoozeDialogProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const snooze = (form: FormData) =>
    startTransition(async () => {
      const until = String(form.get('until') ?? '')
      const whole = until.length === 16 ? `${until}:00Z` : `${until}Z`
      const result = await snoozeAlertAction({ alertId, until: whole, reason: String(form.get('reason') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('Put off')
    })
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  return (
    <Dialog
      title="Put the alert off"
      description="It leaves the queue, and comes back by itself when it is still so then."
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={<Button onClick={() => setOpen(true)}>Snooze…</Button>}
    >
      <form onSubmit={kept(snooze)} className="flex flex-col gap-4">
        <Field label="Until" hint="UTC, at most 90 days ahead." error={errorOf('until')}>
          <Input name="until" type="datetime-local" step={1} required defaultValue={suggested} />
        </Field>
        <Field label="Why it can wait" hint="Kept with the alert and in the audit trail." error={errorOf('reason')}>
          <Textarea name="reason" required minLength={3} maxLength={1000} />
        </Field>
        {refusal === undefined || refusal.field !== undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Putting off…">
          Put it off
        </Button>
      </form>
    </Dialog>
  )
}
