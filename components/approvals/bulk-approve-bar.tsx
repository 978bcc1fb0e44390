'use client'

import { useState } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { StickyTotals } from '#components/ui/sticky-totals.tsx'
import { toast } from '#components/ui/toast.tsx'
import { approveManyAction, drawSampleAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { BulkSampleList } from './bulk-sample-list.tsx'

type BulkApproveBarProps = { readonly chosen: readonly ProposalRow[]; readonly onDone: () => void }
type Sample = { readonly drawn: ReadonlySet<string>; readonly opened: ReadonlySet<string> }

/** The total of what is selected, and one confirmation that shows it, once what chance picked of it was opened. */
export function BulkApproveBar({ chosen, onDone }: BulkApproveBarProps) {
  const [sample, setSample] = useState<Sample | null>(null)
  const totals = totalsOf(chosen)
  const shown = totals.map((total, index) => (
    <span key={total.currency}>
      {index > 0 ? ' · ' : ''}
      <MoneyText amount={total} />
    </span>
  ))
  const words = `${chosen.length} ${chosen.length === 1 ? 'proposal' : 'proposals'}`
  const isReady = sample !== null && [...sample.drawn].every((id) => sample.opened.has(id))
  const draw = async (isOpen: boolean) => {
    setSample(null)
    if (!isOpen) return
    const result = await drawSampleAction({ proposalIds: chosen.map(({ id }) => id) })
    if (result.ok) setSample({ drawn: new Set(result.data.drawn), opened: new Set(result.data.opened) })
    else toast.bad(result.refusal.message)
  }
  const approve = async () => {
    const items = chosen.map(({ id, argumentsHash }) => ({ proposalId: id, argumentsHash }))
    const result = await approveManyAction({ items, totals: [...totals] })
    if (!result.ok) return result.refusal.message
    const { approvedCount, refused } = result.data
    onDone()
    if (refused.length === 0) toast.good(`Approved ${approvedCount}`)
    else toast.bad(`Approved ${approvedCount}; ${refused.length} refused`, { description: refused[0]?.message ?? '' })
    return undefined
  }
  return (
    <StickyTotals
      label="Selected"
      totals={[
        { label: 'Selected', value: words },
        { label: 'Total', value: shown },
      ]}
      actions={
        <>
          <Button onClick={onDone}>Clear</Button>
          <ConfirmDialog
            title={`Approve ${words}?`}
            trigger={<Button variant="primary">Approve {words}</Button>}
            total={shown}
            confirmLabel={`Approve ${words}`}
            pendingLabel="Approving…"
            isReady={isReady}
            onOpenChange={draw}
            onConfirm={approve}
          >
            <p className="text-ink-2 text-sm">
              {sample === null
                ? 'Chance picks what you open first…'
                : `Chance picked ${sample.drawn.size} of these. Open ${sample.drawn.size === 1 ? 'it' : 'them'}, then approve.`}
            </p>
            <BulkSampleList
              chosen={chosen}
              drawn={sample?.drawn ?? new Set()}
              opened={sample?.opened ?? new Set()}
              onOpened={(id) =>
                setSample((held) => (held === null ? null : { ...held, opened: new Set([...held.opened, id]) }))
              }
            />
          </ConfirmDialog>
        </>
      }
    />
  )
}

function totalsOf(chosen: readonly ProposalRow[]): WireMoney[] {
  const sums = new Map<string, bigint>()
  for (const { amount } of chosen) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor))
  return [...sums].map(([currency, minor]) => ({ currency, minor: minor.toString() }))
}
