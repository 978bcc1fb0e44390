'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { approveAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { KIND_WORDS } from '#lib/approvals/model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { RejectDialog } from './reject-dialog.tsx'

type DecideButtonsProps = {
  readonly proposal: Pick<ProposalRow, 'id' | 'kind' | 'argumentsHash' | 'amount' | 'summary' | 'blocker' | 'state'>
  readonly mayDecide: boolean
  readonly withShortcuts: boolean
  readonly isRejecting: boolean
  readonly onRejecting: (isOpen: boolean) => void
}

/** Approve with one click, reject with a reason; or the sentence that says why this person cannot. */
export function DecideButtons({ proposal, mayDecide, withShortcuts, isRejecting, onRejecting }: DecideButtonsProps) {
  const [pending, startTransition] = useTransition()
  if (proposal.state !== 'needs_approval') return null
  if (!mayDecide) return <p className="text-ink-3 text-sm">An approver decides.</p>
  if (proposal.blocker !== null) return <p className="text-sm text-warn-ink">{proposal.blocker}</p>
  const amount = proposal.amount.minor === '0' ? KIND_WORDS[proposal.kind].toLowerCase() : formatMoney(proposal.amount)
  const approve = () =>
    startTransition(async () => {
      const { id: proposalId, argumentsHash } = proposal
      const result = await approveAction({ proposalId, argumentsHash })
      if (result.ok) {
        toast.good(
          result.data.state === 'approved'
            ? `Approved ${amount}`
            : `Your approval counts; the ${KIND_WORDS[proposal.kind].toLowerCase()} needs one more`,
        )
      } else toast.bad(result.refusal.message)
    })
  return (
    <div className="flex items-center gap-2">
      <Button
        onClick={() => onRejecting(true)}
        data-decide="reject"
        {...(withShortcuts ? { shortcut: 'r' } : {})}
        disabled={pending}
      >
        Reject
      </Button>
      <Button
        variant="primary"
        onClick={approve}
        data-decide="approve"
        pending={pending}
        pendingLabel="Approving…"
        {...(withShortcuts ? { shortcut: 'a' } : {})}
      >
        Approve {amount}
      </Button>
      <RejectDialog proposal={proposal} isOpen={isRejecting} onOpenChange={onRejecting} />
    </div>
  )
}
