'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { saveSlaAction } from '#lib/tickets/actions.ts'
import { PRIORITIES } from '#lib/tickets/model.ts'
import type { SlaDays } from '#lib/tickets/sla.ts'

/** How many days each priority allows. */
export function SlaDialog({ days }: { readonly days: SlaDays }) {
  return (
    <FormDialog
      title="When tickets are due"
      description="Tickets that are open keep the day they were given."
      trigger={<Button>Due dates…</Button>}
      submitLabel="Save the days"
      pendingLabel="Saving…"
      doneWords="New tickets are due after these days"
      onSubmit={(said) =>
        saveSlaAction({ urgent: said('urgent'), high: said('high'), normal: said('normal'), low: said('low') })
      }
    >
      {PRIORITIES.map((priority) => (
        <Field key={priority} label={`Days for ${priority}`}>
          <Input
            name={priority}
            type="number"
            min={0}
            max={365}
            step={1}
            required
            defaultValue={String(days[priority])}
          />
        </Field>
      ))}
    </FormDialog>
  )
}
