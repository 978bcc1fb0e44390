'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resolveTicketsAction } from '#lib/reconciliation/actions.ts'
import { assignTicketsAction } from '#lib/tickets/actions.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'
import type { BulkResult } from '#lib/tickets/resolve-ticket.ts'
import { WordsDialog } from './words-dialog.tsx'

type BulkWorkProps = {
  readonly tickets: readonly TicketRow[]
  readonly owners: readonly OwnerChoice[]
  readonly onDone: () => void
}

/** Gives every selected ticket to somebody, or resolves them with the same words. */
export function BulkWork({ tickets, owners, onDone }: BulkWorkProps) {
  const [pending, startTransition] = useTransition()
  const ticketIds = tickets.map(({ id }) => id)
  const words = tickets.length === 1 ? '1 ticket' : `${tickets.length} tickets`
  const assign = (ownerId: string, name: string) =>
    startTransition(async () => {
      const result = await assignTicketsAction({ ticketIds, ownerId })
      if (!result.ok) return void toast.bad(result.refusal.message)
      tell(result.data, ownerId === '' ? 'given back' : `given to ${name}`)
      onDone()
    })
  return (
    <>
      <Menu
        trigger={
          <Button pending={pending} pendingLabel="Giving…">
            Give to…
          </Button>
        }
      >
        <MenuLabel>Who works on {words}</MenuLabel>
        {owners.map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => assign(id, name)}>
            {name}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => assign('', '')}>Nobody</MenuItem>
      </Menu>
      <WordsDialog
        title={`Resolve ${words}`}
        trigger={(open) => (
          <Button variant="primary" onClick={open}>
            Resolve {words}
          </Button>
        )}
        confirmLabel={`Resolve ${words}`}
        pendingLabel="Resolving…"
        onSubmit={async (resolution) => {
          const result = await resolveTicketsAction({ ticketIds, resolution })
          if (!result.ok) return result.refusal.message
          tell(result.data, 'resolved')
          onDone()
          return undefined
        }}
      />
    </>
  )
}

function tell({ done, refused }: BulkResult, what: string): void {
  if (refused.length === 0) toast.good(`${done} ${what}`)
  else toast.bad(`${done} ${what}; ${refused.length} refused`, { description: refused[0]?.message ?? '' })
}
