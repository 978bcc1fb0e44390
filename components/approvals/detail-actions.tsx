'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { retryAction } from '#lib/approvals/actions.ts'
import type { ProposalDetail } from '#lib/approvals/get-proposal.ts'
import { DecideButtons } from './decide-buttons.tsx'
import { OutcomeDialog } from './outcome-dialog.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'

type DetailActionsProps = {
  readonly proposal: ProposalDetail
  readonly mayDecide: boolean
  readonly mayRetry: boolean
  readonly mayReverse: boolean
  readonly mayRelease: boolean
}

/** What can be done about a proposal in its state. a approves, r rejects, [ and ] lead to its neighbours. */
export function DetailActions({ proposal, mayDecide, mayRetry, mayReverse, mayRelease }: DetailActionsProps) {
  const router = useRouter()
  const [isRejecting, setRejecting] = useState(false)
  const [pending, startTransition] = useTransition()
  const press = (button: string) => document.querySelector<HTMLButtonElement>(`[data-decide="${button}"]`)?.click()
  const open = (id: string | null) => id !== null && router.push(`/approvals/${id}` as Route)
  useShortcuts({
    a: () => press('approve'),
    r: () => press('reject'),
    '[': () => open(proposal.previousId),
    ']': () => open(proposal.nextId),
  })
  const retry = () =>
    startTransition(async () => {
      const result = await retryAction({ proposalId: proposal.id })
      if (result.ok) toast.good('It is tried again')
      else toast.bad(result.refusal.message)
    })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <DecideButtons
        proposal={proposal}
        mayDecide={mayDecide}
        withShortcuts
        isRejecting={isRejecting}
        onRejecting={setRejecting}
      />
      {proposal.state === 'failed' && mayRetry ? (
        <Button variant="primary" onClick={retry} pending={pending} pendingLabel="Trying again…">
          Try again
        </Button>
      ) : null}
      {proposal.state === 'unknown' && proposal.isLeftToPeople && mayRetry ? (
        <OutcomeDialog proposal={proposal} />
      ) : null}
      {proposal.kind === 'transfer.create' &&
      proposal.decisions.length > 0 &&
      proposal.state !== 'rejected' &&
      mayRelease ? (
        <ReleaseDialog proposal={proposal} />
      ) : null}
      {proposal.state === 'executed' && proposal.kind === 'transfer.create' && mayReverse ? (
        <ReverseDialog proposal={proposal} />
      ) : null}
    </div>
  )
}
