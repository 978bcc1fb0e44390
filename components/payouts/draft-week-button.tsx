'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { draftWeekAction } from '#lib/payouts/actions.ts'

/** Drafts last week's summaries for sellers; they leave together once somebody approved them. */
export function DraftWeekButton() {
  const router = useRouter()
  const [isPending, start] = useTransition()
  const draft = () =>
    start(async () => {
      const result = await draftWeekAction({})
      if (!result.ok) toast.bad(result.refusal.message)
      else if (result.data.count === 0) toast.note('No seller’s money moved last week')
      else router.push(`/approvals/${result.data.proposalId}`)
    })
  return (
    <Button onClick={draft} pending={isPending} pendingLabel="Drafting…">
      Draft weekly summaries
    </Button>
  )
}
