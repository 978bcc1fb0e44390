'use client'

import { LetterDialog } from '#components/messages/letter-dialog.tsx'
import { mailAboutTicketAction } from '#lib/tickets/actions.ts'

type MailDialogProps = { readonly ticketId: string; readonly title: string }

/** Writes to somebody about a ticket. */
export function MailDialog({ ticketId, title }: MailDialogProps) {
  return (
    <LetterDialog
      title="Mail about the ticket"
      verb="Mail…"
      letter={{ subject: title.slice(0, 200), body: '' }}
      asksWhom
      onPropose={(letter) => mailAboutTicketAction({ ticketId, ...letter })}
    />
  )
}
