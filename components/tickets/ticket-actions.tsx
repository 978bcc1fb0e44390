'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resolveTicketAction, takeTicketAction } from '#lib/tickets/actions.ts'
import { WordsDialog } from './words-dialog.tsx'

type TicketActionsProps = { readonly ticketId: string; readonly isTaken: boolean; readonly size?: 'sm' | 'md' }

/** Take a ticket, or close it with what was done. */
export function TicketActions({ ticketId, isTaken, size = 'sm' }: TicketActionsProps) {
  const [pending, startTransition] = useTransition()
  const take = () =>
    startTransition(async () => {
      const result = await takeTicketAction({ ticketId })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  return (
    <div className="flex gap-2">
      {isTaken ? null : (
        <Button size={size} onClick={take} pending={pending} pendingLabel="Taking…">
          Take
        </Button>
      )}
      <WordsDialog
        title="Resolve the ticket"
        trigger={(open) => (
          <Button size={size} onClick={open}>
            Resolve
          </Button>
        )}
        confirmLabel="Resolve"
        pendingLabel="Resolving…"
        onSubmit={async (resolution) => {
          const result = await resolveTicketAction({ ticketId, resolution })
          if (!result.ok) return result.refusal.message
          toast.good('Resolved the ticket')
          return undefined
        }}
      />
    </div>
  )
}
