'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { reopenTicketAction } from '#lib/reconciliation/actions.ts'
import { sendTicketAction, snoozeTicketAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'
import { AssignMenu } from './assign-menu.tsx'
import { MailDialog } from './mail-dialog.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { WordsDialog } from './words-dialog.tsx'

type TicketWorkProps = {
  readonly ticket: TicketRow
  readonly owners: readonly OwnerChoice[]
  readonly me: string
  /** It can be told to the operators' own system. */
  readonly canSend: boolean
}

/** Everything somebody may do with one ticket. */
export function TicketWork({ ticket, owners, me, canSend }: TicketWorkProps) {
  const [, startTransition] = useTransition()
  const wake = () =>
    startTransition(async () => {
      const result = await snoozeTicketAction({ ticketId: ticket.id, until: null })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  const send = () =>
    startTransition(async () => {
      const result = await sendTicketAction({ ticketId: ticket.id })
      if (result.ok) toast.good('Queued for your system of tickets')
      else toast.bad(result.refusal.message)
    })
  if (ticket.state === 'resolved') {
    return (
      <WordsDialog
        title="Open the ticket again"
        label="Why"
        trigger={(open) => <Button onClick={open}>Open again</Button>}
        confirmLabel="Open it again"
        pendingLabel="Opening…"
        onSubmit={async (reason) => {
          const result = await reopenTicketAction({ ticketId: ticket.id, reason })
          return result.ok ? undefined : result.refusal.message
        }}
      />
    )
  }
  return (
    <>
      <AssignMenu ticket={ticket} owners={owners} />
      {canSend ? <Button onClick={send}>Send to your tracker</Button> : null}
      <MailDialog ticketId={ticket.id} title={ticket.title} />
      <PlanDialog ticket={ticket} />
      {ticket.snoozedUntil === null ? null : <Button onClick={wake}>Bring back</Button>}
      <TicketActions ticketId={ticket.id} subjectKind={ticket.subjectKind} isTaken={ticket.ownerId === me} size="md" />
    </>
  )
}
