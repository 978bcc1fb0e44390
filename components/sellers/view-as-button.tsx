'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { viewAsSellerAction } from '#lib/portal/actions.ts'

/** Opens the seller's portal as the seller sees it, to look at; the audit trail says who looked. */
export function ViewAsButton({ sellerId }: { readonly sellerId: string }) {
  const [pending, startTransition] = useTransition()
  const open = () =>
    startTransition(async () => {
      const answer = await viewAsSellerAction({ sellerId })
      if (answer.ok) window.location.assign(answer.data.path)
      else toast.bad(answer.refusal.message)
    })
  return (
    <Button onClick={open} pending={pending} pendingLabel="Opening…">
      View as seller
    </Button>
  )
}
