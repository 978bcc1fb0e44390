import { hrefFor } from '#components/shell/object-link.ts'
import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import { priorityLook, ticketLook } from '#lib/tickets/model.ts'

/** A ticket at a glance, beside the list. */
export function TicketPeek({ ticket, now }: { readonly ticket: TicketRow; readonly now: string }) {
  const subject = hrefFor(ticket.subjectKind, ticket.subjectId)
  return (
    <Facts
      facts={[
        { label: 'Next step', value: ticket.state === 'resolved' ? ticket.resolution : ticket.action },
        { label: 'Status', value: ticketLook(ticket.state).word },
        { label: 'Priority', value: priorityLook(ticket.priority).word },
        { label: 'Owner', value: ticket.ownerName || 'nobody' },
        { label: 'Due', value: ticket.dueAt.slice(0, 10) },
        { label: 'Opened', value: <RelativeTime at={ticket.openedAt} now={now} /> },
        {
          label: 'About',
          value:
            subject === null ? (
              ticket.subjectId
            ) : (
              <TextLink href={subject}>The {ticket.subjectKind.replaceAll('_', ' ')}</TextLink>
            ),
        },
      ]}
    />
  )
}
