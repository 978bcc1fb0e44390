'use client'

import { LetterDialog } from '#components/messages/letter-dialog.tsx'
import { writeToSellerAction } from '#lib/health/actions.ts'

type WriteDialogProps = {
  readonly alertId: string
  readonly sellerName: string
  /** What the alert makes of it; people may say it in other words. */
  readonly letter: { readonly subject: string; readonly body: string }
}

/** Writes to the alert's seller. */
export function WriteDialog({ alertId, sellerName, letter }: WriteDialogProps) {
  return (
    <LetterDialog
      title={`Write to ${sellerName}`}
      verb="Write to the seller…"
      letter={letter}
      onPropose={({ subject, body }) => writeToSellerAction({ alertId, subject, body })}
    />
  )
}
