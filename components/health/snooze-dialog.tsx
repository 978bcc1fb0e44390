'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { snoozeAlertAction } from '#lib/health/actions.ts'

type SnoozeDialogProps = {
  readonly alertId: string
  /** Seven days from now, `2026-11-27T12:00:00`, UTC. */
  readonly suggested: string
}

/** Puts an alert off; it comes back when it is still so then. */
export function SnoozeDialog({ alertId, suggested }: SnoozeDialogProps) {
  return (
    <FormDialog
      title="Put the alert off"
      description="It leaves the queue, and comes back by itself when it is still so then."
      trigger={<Button>Snooze…</Button>}
      submitLabel="Put it off"
      pendingLabel="Putting off…"
      doneWords="Put off"
      onSubmit={(said) => {
        const until = said('until')
        const whole = until.length === 16 ? `${until}:00Z` : `${until}Z`
        return snoozeAlertAction({ alertId, until: whole, reason: said('reason') })
      }}
    >
      <Field label="Until" hint="UTC, at most 90 days ahead.">
        <Input name="until" type="datetime-local" step={1} required defaultValue={suggested} />
      </Field>
      <Field label="Why it can wait" hint="Kept with the alert and in the audit trail.">
        <Textarea name="reason" required minLength={3} maxLength={1000} />
      </Field>
    </FormDialog>
  )
}
