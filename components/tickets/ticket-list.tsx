import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import { ticketLook } from '#lib/tickets/model.ts'
import { TicketActions } from './ticket-actions.tsx'

type TicketListProps = {
  readonly tickets: readonly TicketRow[]
  readonly canWork: boolean
  readonly now: string
  readonly timeZone: string
}

/** Work about one object: what is wrong, what to do about it, who does. */
export function TicketList({ tickets, canWork, now, timeZone }: TicketListProps) {
  return (
    <ul className="flex flex-col gap-3">
      {tickets.map((ticket) => {
        const look = ticketLook(ticket.state)
        return (
          <li
            key={ticket.id}
            className="flex flex-col gap-1.5 rounded-md border border-line bg-surface-raised px-4 py-3"
          >
            <div className="flex flex-wrap items-start justify-between gap-2">
              <span className="min-w-0 font-medium">
                <TextLink href={`/tickets/${ticket.id}`}>{ticket.title}</TextLink>
              </span>
              <Pill tone={look.tone}>{look.word}</Pill>
            </div>
            <p className="max-w-prose text-ink-2 text-sm">
              {ticket.state === 'resolved' ? ticket.resolution : ticket.action}
            </p>
            <div className="flex flex-wrap items-center justify-between gap-2 text-ink-3 text-sm">
              <span>
                Opened <RelativeTime at={ticket.openedAt} now={now} timeZone={timeZone} />
                {ticket.ownerName === '' ? '' : `, ${ticket.ownerName}`}
              </span>
              {canWork && ticket.state !== 'resolved' ? (
                <TicketActions
                  ticketId={ticket.id}
                  subjectKind={ticket.subjectKind}
                  isTaken={ticket.state === 'in_progress'}
                />
              ) : null}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
