'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { assignTicketsAction, reopenTicketAction, sendTicketAction, snoozeTicketAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'
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
  const [pending, startTransition] = useTransition()
  const assign = (ownerId: string) =>
    startTransition(async () => {
      const result = await assignTicketsAction({ ticketIds: [ticket.id], ownerId })
      const refused = result.ok ? result.data.refused[0]?.message : result.refusal.message
      if (refused !== undefined) toast.bad(refused)
    })
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
      <Menu
        align="end"
        trigger={
          <Button pending={pending} pendingLabel="Saving…">
            Give to…
          </Button>
        }
      >
        <MenuLabel>Who works on it</MenuLabel>
        {owners.map(({ id, name }) => (
          <MenuItem key={id} disabled={id === ticket.ownerId} onSelect={() => assign(id)}>
            {name}
          </MenuItem>
        ))}
        <MenuItem disabled={ticket.ownerId === ''} onSelect={() => assign('')}>
          Nobody
        </MenuItem>
      </Menu>
      {canSend ? <Button onClick={send}>Send to your tracker</Button> : null}
      <MailDialog ticketId={ticket.id} title={ticket.title} />
      <PlanDialog ticket={ticket} />
      {ticket.snoozedUntil === null ? null : <Button onClick={wake}>Bring back</Button>}
      <TicketActions ticketId={ticket.id} isTaken={ticket.ownerId === me} size="md" />
    </>
  )
}
