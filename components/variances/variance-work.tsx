'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { proposeResolutionAction, reopenVarianceAction, takeVarianceAction } from '#lib/reconciliation/actions.ts'
import { resolutionOf } from '#lib/reconciliation/variances/classes-model.ts'
import type { VarianceDetail } from '#lib/reconciliation/variances/get-variance.ts'
import { ExplainMany } from './explain-many.tsx'
import { WriteOffDialog } from './write-off-dialog.tsx'

type VarianceWorkProps = { readonly variance: VarianceDetail; readonly isBeingResolved: boolean }

/** What somebody may do about one variance. */
export function VarianceWork({ variance, isBeingResolved }: VarianceWorkProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { id, state, amount } = variance
  if (state === 'resolved') return null
  if (state === 'explained') {
    return (
      <WordsDialog
        title="Open the variance again"
        label="Why"
        trigger={(open) => <Button onClick={open}>Open again…</Button>}
        confirmLabel="Open it again"
        pendingLabel="Opening…"
        onSubmit={async (reason) => {
          const result = await reopenVarianceAction({ varianceId: id, reason })
          return result.ok ? undefined : result.refusal.message
        }}
      />
    )
  }
  const take = () =>
    startTransition(async () => {
      const result = await takeVarianceAction({ varianceId: id })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  const way = resolutionOf(variance.class, BigInt(amount.minor))
  const size = formatMoney({ ...amount, minor: amount.minor.replace('-', '') })
  return (
    <>
      <Button onClick={take} pending={pending} pendingLabel="Taking…">
        Take it
      </Button>
      <ExplainMany rows={[variance]} onDone={() => {}} />
      {isBeingResolved ? null : <WriteOffDialog variance={variance} />}
      {way === null || isBeingResolved ? null : (
        <WordsDialog
          title={
            way === 'pay'
              ? `Propose to pay ${size} to ${variance.sellerName}`
              : `Propose to take ${size} back from ${variance.sellerName}`
          }
          label="Why"
          hint="The approver reads it. Whoever asks cannot approve it."
          trigger={(open) => (
            <Button variant="primary" onClick={open}>
              {way === 'pay' ? `Propose the transfer of ${size}…` : `Propose to take back ${size}…`}
            </Button>
          )}
          confirmLabel={way === 'pay' ? 'Propose the correcting transfer' : 'Propose the reversal'}
          pendingLabel="Proposing…"
          onSubmit={async (reason) => {
            const result = await proposeResolutionAction({ varianceId: id, reason })
            if (!result.ok) return result.refusal.message
            toast.good('Proposed; somebody else approves it')
            router.push(`/approvals/${result.data.proposalId}` as Route)
            return undefined
          }}
        />
      )}
    </>
  )
}
