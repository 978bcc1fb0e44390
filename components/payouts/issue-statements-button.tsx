'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { issueStatementsAction } from '#lib/payouts/actions.ts'

/** Issues what ended months lack, now. */
export function IssueStatementsButton({ sellerId }: { readonly sellerId: string }) {
  const [isPending, start] = useTransition()
  const issue = () =>
    start(async () => {
      const result = await issueStatementsAction({ sellerId })
      if (!result.ok) toast.bad(result.refusal.message)
      else toast.good(result.data === 0 ? 'Every ended month is issued already' : `Issued: ${result.data}`)
    })
  return (
    <Button onClick={issue} pending={isPending} pendingLabel="Issuing…">
      Issue what is missing
    </Button>
  )
}
