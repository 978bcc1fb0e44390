'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { LetterDialog } from '#components/messages/letter-dialog.tsx'
import { tellSellerAction } from '#lib/disputes/actions.ts'

type TellSellerDialogProps = {
  readonly disputeId: string
  readonly sellerName: string
  readonly note: { readonly subject: string; readonly body: string }
}

/** Proposes to mail the seller about the dispute. The draft is ours; the words are the person's. */
export function TellSellerDialog({ disputeId, sellerName, note }: TellSellerDialogProps) {
  const router = useRouter()
  return (
    <LetterDialog
      title={`Tell ${sellerName}`}
      verb="Tell the seller…"
      letter={note}
      onPropose={({ subject, body }) => tellSellerAction({ disputeId, subject, body })}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    />
  )
}
