'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { giveAlertAction, openAlertTicketAction, proposeHoldAction, wakeAlertAction } from '#lib/health/actions.ts'
import type { AlertDetail } from '#lib/health/alerts/get-alert.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'
import { CloseDialog } from './close-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { WriteDialog } from './write-dialog.tsx'

type AlertWorkProps = {
  readonly alert: AlertDetail
  readonly owners: readonly OwnerChoice[]
  readonly letter: { readonly subject: string; readonly body: string }
  readonly suggested: string
}

const WAITS = new Set(['needs_approval', 'approved', 'observed', 'blocked'])

/** What somebody may do about one alert. */
export function AlertWork({ alert, owners, letter, suggested }: AlertWorkProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { id, state, sellerName } = alert
  if (state === 'closed') return null
  const act = (work: () => Promise<{ ok: boolean; refusal?: { message: string } }>) =>
    startTransition(async () => {
      const result = await work()
      if (!result.ok) toast.bad(result.refusal?.message ?? '')
    })
  const openTicket = () =>
    startTransition(async () => {
      const result = await openAlertTicketAction({ alertId: id })
      if (result.ok) router.push(`/tickets/${result.data.ticketId}` as Route)
      else toast.bad(result.refusal.message)
    })
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
        <MenuLabel>Who looks at it</MenuLabel>
        {owners.map((owner) => (
          <MenuItem
            key={owner.id}
            disabled={owner.id === alert.ownerId}
            onSelect={() => act(() => giveAlertAction({ alertId: id, ownerId: owner.id }))}
          >
            {owner.name}
          </MenuItem>
        ))}
        <MenuItem
          disabled={alert.ownerId === ''}
          onSelect={() => act(() => giveAlertAction({ alertId: id, ownerId: '' }))}
        >
          Nobody
        </MenuItem>
      </Menu>
      {state === 'snoozed' ? (
        <Button
          onClick={() => act(() => wakeAlertAction({ alertId: id }))}
          pending={pending}
          pendingLabel="Bringing back…"
        >
          Bring it back
        </Button>
      ) : (
        <SnoozeDialog alertId={id} suggested={suggested} />
      )}
      {alert.canBeWrittenTo ? <WriteDialog alertId={id} sellerName={sellerName} letter={letter} /> : null}
      {alert.ticketId === '' ? (
        <Button onClick={openTicket} pending={pending} pendingLabel="Opening…">
          Open a ticket
        </Button>
      ) : null}
      <CloseDialog alertId={id} />
      {alert.isHeld || WAITS.has(alert.proposalState) ? null : (
        <WordsDialog
          title={`Propose to hold ${sellerName}`}
          label="Why the money should wait"
          hint="The approver reads it with the evidence. Whoever asks cannot approve it."
          trigger={(open) => (
            <Button variant="primary" onClick={open}>
              Propose a hold…
            </Button>
          )}
          confirmLabel="Propose the hold"
          pendingLabel="Proposing…"
          onSubmit={async (reason) => {
            const result = await proposeHoldAction({ alertId: id, reason })
            if (!result.ok) return result.refusal.message
            router.push(`/approvals/${result.data.proposalId}` as Route)
            return undefined
          }}
        />
      )}
    </>
  )
}
