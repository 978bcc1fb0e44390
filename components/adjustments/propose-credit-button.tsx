'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { proposeCreditAgainAction } from '#lib/settlements/actions.ts'

type ProposeCreditButtonProps = {
  readonly adjustmentId: string
  readonly sellerName: string
  readonly isFirst: boolean
}

/** Puts the transfer of an adjustment before the approvers, again or for the first time. Who asks cannot approve it. */
export function ProposeCreditButton({ adjustmentId, sellerName, isFirst }: ProposeCreditButtonProps) {
  const [pending, startTransition] = useTransition()
  const ask = () =>
    startTransition(async () => {
      const result = await proposeCreditAgainAction({ adjustmentId })
      if (result.ok) toast.good(`Proposed the transfer to ${sellerName}`)
      else toast.bad(result.refusal.message)
    })
  return (
    <Button size="sm" onClick={ask} pending={pending} pendingLabel="Proposing…">
      {isFirst ? 'Propose' : 'Propose again'}
    </Button>
  )
}
