'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { planTicketAction, snoozeTicketAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import { PRIORITIES, type Priority, priorityLook } from '#lib/tickets/model.ts'

const OPTIONS = PRIORITIES.map((priority) => ({ value: priority, label: priorityLook(priority).word }))

/** How pressing a ticket is, when it is due, and until when it is put aside. */
export function PlanDialog({ ticket }: { readonly ticket: TicketRow }) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const save = (form: FormData) =>
    startTransition(async () => {
      const text = (name: string) => String(form.get(name) ?? '')
      const until = text('until')
      const planned = await planTicketAction({
        ticketId: ticket.id,
        priority: text('priority') as Priority,
        dueOn: text('dueOn'),
      })
      const result =
        planned.ok && until !== (ticket.snoozedUntil?.slice(0, 10) ?? '')
          ? await snoozeTicketAction({ ticketId: ticket.id, until: until === '' ? null : until })
          : planned
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (result.ok) setOpen(false)
    })
  return (
    <Dialog
      title="Plan the ticket"
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={<Button onClick={() => setOpen(true)}>Plan…</Button>}
    >
      <form action={save} className="flex flex-col gap-4">
        <Field label="Priority">
          <Select name="priority" options={OPTIONS} defaultValue={ticket.priority} />
        </Field>
        <Field label="Due" hint="At the end of that day, UTC.">
          <Input name="dueOn" type="date" required defaultValue={ticket.dueAt.slice(0, 10)} />
        </Field>
        <Field label="Put aside until" optional hint="Until then it is out of the queue.">
          <Input name="until" type="date" defaultValue={ticket.snoozedUntil?.slice(0, 10) ?? ''} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Saving…">
          Save the plan
        </Button>
      </form>
    </Dialog>
  )
}
