'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { planTicketAction, snoozeTicketAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import { PRIORITIES, type Priority, priorityLook } from '#lib/tickets/model.ts'

const OPTIONS = PRIORITIES.map((priority) => ({ value: priority, label: priorityLook(priority).word }))

/** How pressing a ticket is, when it is due, and until when it is put aside. */
export function PlanDialog({ ticket }: { readonly ticket: TicketRow }) {
  const save = async (said: (field: string) => string) => {
    const until = said('until')
    const planned = await planTicketAction({
      ticketId: ticket.id,
      priority: said('priority') as Priority,
      dueOn: said('dueOn'),
    })
    return planned.ok && until !== (ticket.snoozedUntil?.slice(0, 10) ?? '')
      ? snoozeTicketAction({ ticketId: ticket.id, until: until === '' ? null : until })
      : planned
  }
  return (
    <FormDialog
      title="Plan the ticket"
      trigger={<Button>Plan…</Button>}
      submitLabel="Save the plan"
      pendingLabel="Saving…"
      onSubmit={save}
    >
      <Field label="Priority">
        <Select name="priority" options={OPTIONS} defaultValue={ticket.priority} />
      </Field>
      <Field label="Due" hint="At the end of that day, UTC.">
        <Input name="dueOn" type="date" required defaultValue={ticket.dueAt.slice(0, 10)} />
      </Field>
      <Field label="Put aside until" optional hint="Until then it is out of the queue.">
        <Input name="until" type="date" defaultValue={ticket.snoozedUntil?.slice(0, 10) ?? ''} />
      </Field>
    </FormDialog>
  )
}
