'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { checkNowAction } from '#lib/reconciliation/actions.ts'

/** Asks the worker to check every promise now. */
export function CheckNowButton() {
  const [isPending, startTransition] = useTransition()
  const check = () =>
    startTransition(async () => {
      const result = await checkNowAction({})
      if (result.ok) toast.note('The worker checks the books now', { description: 'Load this page again in a moment.' })
      else toast.bad(result.refusal.message)
    })
  return (
    <Button variant="primary" pending={isPending} pendingLabel="Asking the worker…" onClick={check}>
      Check now
    </Button>
  )
}
