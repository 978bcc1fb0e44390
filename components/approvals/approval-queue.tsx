'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { isConfiguration } from '#lib/approvals/model.ts'
import { ApprovalCard } from './approval-card.tsx'
import { BulkApproveBar } from './bulk-approve-bar.tsx'

/** What changes configuration is decided one by one. */
const isSelectable = ({ blocker, kind }: ProposalRow) => blocker === null && !isConfiguration(kind)

type ApprovalQueueProps = {
  readonly proposals: readonly ProposalRow[]
  readonly now: string
  readonly mayDecide: boolean
}

/** What needs approval, largest first. j k move, x selects, a approves, r rejects, enter opens. */
export function ApprovalQueue({ proposals, now, mayDecide }: ApprovalQueueProps) {
  const router = useRouter()
  const [focusedId, setFocusedId] = useState<string | null>(proposals[0]?.id ?? null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [rejectingId, setRejectingId] = useState<string | null>(null)
  const found = proposals.findIndex((proposal) => proposal.id === focusedId)
  const index = found < 0 ? 0 : found
  const focused = proposals[index]

  const select = (id: string, isSelected: boolean) =>
    setSelected((held) => new Set(isSelected ? [...held, id] : [...held].filter((other) => other !== id)))
  const move = (by: number) => {
    const next = proposals[Math.min(proposals.length - 1, Math.max(0, index + by))]
    if (next === undefined) return
    setFocusedId(next.id)
    document.querySelector(`[data-proposal="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const press = (button: 'approve' | 'reject') =>
    document.querySelector<HTMLButtonElement>(`[data-proposal="${focused?.id}"] [data-decide="${button}"]`)?.click()

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => focused && mayDecide && isSelectable(focused) && select(focused.id, !selected.has(focused.id)),
    a: () => press('approve'),
    r: () => press('reject'),
    enter: () => focused && router.push(`/approvals/${focused.id}` as Route),
  })

  if (proposals.length === 0) {
    return (
      <EmptyState title="Nothing needs approval">
        Transfers over the limit, to new sellers, every reversal and every change of configuration wait here. What is
        within the limits goes out by itself.
      </EmptyState>
    )
  }
  const chosen = proposals.filter((proposal) => selected.has(proposal.id) && isSelectable(proposal))
  return (
    <>
      <ul className="flex flex-col gap-3">
        {proposals.map((proposal) => (
          <ApprovalCard
            key={proposal.id}
            proposal={proposal}
            now={now}
            isFocused={proposal.id === focused?.id}
            isSelected={selected.has(proposal.id)}
            mayDecide={mayDecide}
            onFocus={() => setFocusedId(proposal.id)}
            onSelect={(isSelected) => select(proposal.id, isSelected)}
            isRejecting={rejectingId === proposal.id}
            onRejecting={(isOpen) => setRejectingId(isOpen ? proposal.id : null)}
          />
        ))}
      </ul>
      {chosen.length === 0 ? null : <BulkApproveBar chosen={chosen} onDone={() => setSelected(new Set())} />}
    </>
  )
}
