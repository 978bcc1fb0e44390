'use client'

import { LetterDialog } from '#components/messages/letter-dialog.tsx'
import { askSellerAction } from '#lib/reconciliation/actions.ts'

type AskSellerDialogProps = {
  readonly varianceId: string
  readonly sellerName: string
  /** What the evidence makes of it; people may say it in other words. */
  readonly question: { readonly subject: string; readonly body: string }
}

/** Asks the seller by mail. */
export function AskSellerDialog({ varianceId, sellerName, question }: AskSellerDialogProps) {
  return (
    <LetterDialog
      title={`Ask ${sellerName}`}
      verb="Ask the seller…"
      letter={question}
      onPropose={({ subject, body }) => askSellerAction({ varianceId, subject, body })}
    />
  )
}
