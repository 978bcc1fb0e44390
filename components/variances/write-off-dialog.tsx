'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { writeOffVarianceAction } from '#lib/reconciliation/actions.ts'
import type { VarianceDetail } from '#lib/reconciliation/variances/get-variance.ts'
import { writeOffLine } from '#lib/reconciliation/variances/write-off-model.ts'

type WriteOffDialogProps = {
  readonly variance: Pick<VarianceDetail, 'id' | 'class' | 'subjectKind' | 'sellerId' | 'amount'>
}

/** Asks to give a variance up by an entry; nothing where the books hold nothing of it. */
export function WriteOffDialog({ variance }: WriteOffDialogProps) {
  const router = useRouter()
  const { id: varianceId, amount } = variance
  if (writeOffLine({ ...variance, amountMinor: BigInt(amount.minor) }) === null) return null
  const size = formatMoney({ ...amount, minor: amount.minor.replace('-', '') })
  return (
    <WordsDialog
      title={`Propose to write off ${size}`}
      label="Why nobody will pay it"
      hint="The approver reads it. Whoever asks cannot approve it; large amounts need two people. An entry is posted once they agreed."
      trigger={(open) => <Button onClick={open}>Write off {size}…</Button>}
      confirmLabel="Propose the write-off"
      pendingLabel="Proposing…"
      onSubmit={async (reason) => {
        const result = await writeOffVarianceAction({ varianceId, reason })
        if (!result.ok) return result.refusal.message
        toast.good('Proposed; somebody else approves it')
        router.push(`/approvals/${result.data.proposalId}` as Route)
        return undefined
      }}
    />
  )
}
