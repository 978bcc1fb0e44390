'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resolveTicketAction, takeTicketAction } from '#lib/tickets/actions.ts'

type TicketActionsProps = { readonly ticketId: string; readonly isTaken: boolean }

/** Take a ticket, or close it with what was done. */
export function TicketActions({ ticketId, isTaken }: TicketActionsProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  const take = () =>
    startTransition(async () => {
      const result = await takeTicketAction({ ticketId })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  const resolve = (form: FormData) =>
    startTransition(async () => {
      const result = await resolveTicketAction({ ticketId, resolution: String(form.get('resolution') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setOpen(false)
      toast.good('Resolved the ticket')
    })

  return (
    <div className="flex gap-2">
      {isTaken ? null : (
        <Button size="sm" onClick={take} pending={pending} pendingLabel="Taking…">
          Take
        </Button>
      )}
      <Dialog
        title="Resolve the ticket"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="sm" onClick={() => setOpen(true)}>
            Resolve
          </Button>
        }
      >
        <form action={resolve} className="flex flex-col gap-4">
          <Field label="What was done" hint="Kept with the settlement and in the audit trail.">
            <Textarea name="resolution" required minLength={3} maxLength={1000} />
          </Field>
          {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Resolving…">
            Resolve
          </Button>
        </form>
      </Dialog>
    </div>
  )
}
