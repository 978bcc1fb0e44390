'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { endDelegationAction } from '#lib/approvals/actions.ts'
import type { DelegationRow } from '#lib/approvals/delegation.ts'

type DelegationListProps = {
  readonly delegations: readonly DelegationRow[]
  readonly me: string
  readonly isAdmin: boolean
}

/** Who decides in whose place, and the end of it for whoever may end it. */
export function DelegationList({ delegations, me, isAdmin }: DelegationListProps) {
  if (delegations.length === 0) return <p className="text-ink-3">Everybody decides for themselves.</p>
  return (
    <ul className="flex flex-col divide-y divide-line">
      {delegations.map(({ id, fromId, fromName, toId, toName, startsOn, endsOn }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
          <span className="min-w-0 flex-1 basis-64">
            {`${toName} decides in place of ${fromName} from ${startsOn} to ${endsOn}.`}
          </span>
          {isAdmin || me === fromId || me === toId ? (
            <ConfirmDialog
              title="End this delegation?"
              trigger={
                <Button size="sm" aria-label={`End the delegation to ${toName}`}>
                  End it…
                </Button>
              }
              confirmLabel="End the delegation"
              pendingLabel="Ending…"
              tone="danger"
              onConfirm={async () => {
                const result = await endDelegationAction({ delegationId: id })
                if (!result.ok) return result.refusal.message
                toast.good('The delegation has ended')
                return undefined
              }}
            >
              {`${toName} decides only in their own right from now on. What was decided stays.`}
            </ConfirmDialog>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
