'use client'

import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { StickyTotals } from '#components/ui/sticky-totals.tsx'
import { toast } from '#components/ui/toast.tsx'
import { approveManyAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import type { WireMoney } from '#lib/money/money.ts'

type BulkApproveBarProps = { readonly chosen: readonly ProposalRow[]; readonly onDone: () => void }

/** The total of what is selected, and one confirmation that shows it before anything is approved. */
export function BulkApproveBar({ chosen, onDone }: BulkApproveBarProps) {
  const totals = totalsOf(chosen)
  const shown = totals.map((total, index) => (
    <span key={total.currency}>
      {index > 0 ? ' · ' : ''}
      <MoneyText amount={total} />
    </span>
  ))
  const words = `${chosen.length} ${chosen.length === 1 ? 'proposal' : 'proposals'}`
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
            onConfirm={async () => {
              const items = chosen.map(({ id, argumentsHash }) => ({ proposalId: id, argumentsHash }))
              const result = await approveManyAction({ items, totals: [...totals] })
              if (!result.ok) return result.refusal.message
              const { approvedCount, refused } = result.data
              onDone()
              if (refused.length === 0) toast.good(`Approved ${approvedCount}`)
              else
                toast.bad(`Approved ${approvedCount}; ${refused.length} refused`, {
                  description: refused[0]?.message ?? '',
                })
              return undefined
            }}
          >
            <ul className="max-h-56 overflow-y-auto text-sm">
              {chosen.map((proposal) => (
                <li key={proposal.id} className="py-0.5">
                  {proposal.summary}
                </li>
              ))}
            </ul>
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
