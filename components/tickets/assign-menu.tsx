'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { assignTicketsAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'

type AssignMenuProps = {
  readonly ticket: Pick<TicketRow, 'id' | 'ownerId'>
  readonly owners: readonly OwnerChoice[]
}

/** Gives a ticket to somebody, or back to the queue. */
export function AssignMenu({ ticket, owners }: AssignMenuProps) {
  const [pending, startTransition] = useTransition()
  const assign = (ownerId: string) =>
    startTransition(async () => {
      const result = await assignTicketsAction({ ticketIds: [ticket.id], ownerId })
      const refused = result.ok ? result.data.refused[0]?.message : result.refusal.message
      if (refused !== undefined) toast.bad(refused)
    })
  return (
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
  )
}
