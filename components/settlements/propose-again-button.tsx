'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { proposeAgainAction } from '#lib/settlements/actions.ts'

type ProposeAgainButtonProps = { readonly settlementId: string; readonly sellerId: string; readonly sellerName: string }

/** Puts a share before the approvers again. Who asks cannot approve it. */
export function ProposeAgainButton({ settlementId, sellerId, sellerName }: ProposeAgainButtonProps) {
  const [pending, startTransition] = useTransition()
  const ask = () =>
    startTransition(async () => {
      const result = await proposeAgainAction({ settlementId, sellerId })
      if (result.ok) toast.good(`Proposed the share of ${sellerName} again`)
      else toast.bad(result.refusal.message)
    })
  return (
    <Button size="sm" onClick={ask} pending={pending} pendingLabel="Proposing…">
      Propose again
    </Button>
  )
}
