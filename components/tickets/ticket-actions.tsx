'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { resolveTicketsAction } from '#lib/reconciliation/actions.ts'
import { takeTicketAction } from '#lib/tickets/actions.ts'
import { isSettledBySubject } from '#lib/tickets/model.ts'
import { WordsDialog } from './words-dialog.tsx'

type TicketActionsProps = {
  readonly ticketId: string
  readonly subjectKind: string
  readonly isTaken: boolean
  readonly size?: 'sm' | 'md'
}

const HINT = 'The variance is explained by these words. It opens again by itself when its amount changes.'

/** Take a ticket, or close it with what was done. */
export function TicketActions({ ticketId, subjectKind, isTaken, size = 'sm' }: TicketActionsProps) {
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
        {...(isSettledBySubject(subjectKind) && { hint: HINT })}
        trigger={(open) => (
          <Button size={size} onClick={open}>
            Resolve
          </Button>
        )}
        confirmLabel="Resolve"
        pendingLabel="Resolving…"
        onSubmit={async (resolution) => {
          const result = await resolveTicketsAction({ ticketIds: [ticketId], resolution })
          const refused = result.ok ? result.data.refused[0]?.message : result.refusal.message
          if (refused !== undefined) return refused
          toast.good('Resolved the ticket')
          return undefined
        }}
      />
    </div>
  )
}
