import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import { AGE_BUCKETS, ageBucketOf, priorityLook } from '#lib/tickets/model.ts'
import type { TicketRemote } from '#lib/tickets/remote.ts'

type TicketFactsProps = {
  readonly ticket: TicketRow
  readonly remote: TicketRemote | null
  readonly now: string
  readonly timeZone: string
  /** Where nothing else on the page says it. */
  readonly withPriority?: boolean
}

/** Whose it is, how old, and until when. */
export function TicketFacts({ ticket, remote, now, timeZone, withPriority = false }: TicketFactsProps) {
  const isLate = ticket.state !== 'resolved' && ticket.dueAt <= now
  return (
    <Facts
      wide
      facts={[
        { label: 'Owner', value: ticket.ownerName || 'nobody' },
        ...(withPriority ? [{ label: 'Priority', value: priorityLook(ticket.priority).word }] : []),
        {
          label: 'Due',
          value: isLate ? (
            <span className="text-bad-ink">late, {ticket.dueAt.slice(0, 10)}</span>
          ) : (
            ticket.dueAt.slice(0, 10)
          ),
        },
        {
          label: 'Opened',
          value: (
            <>
              <RelativeTime at={ticket.openedAt} now={now} timeZone={timeZone} /> (
              {AGE_BUCKETS[ageBucketOf(new Date(ticket.openedAt), new Date(now))].label})
            </>
          ),
        },
        { label: 'Check or rule', value: <span className="font-mono text-sm">{ticket.code}</span> },
        ...(remote === null
          ? []
          : [
              {
                label: 'In your tracker',
                value: (
                  <>
                    <a
                      href={/^https?:/.test(remote.url) ? remote.url : undefined}
                      rel="noreferrer"
                      target="_blank"
                      className="underline underline-offset-3"
                    >
                      {remote.remoteKey}
                    </a>
                    , {remote.status}
                    {remote.category === 'done' && ticket.state !== 'resolved' ? (
                      <span className="block text-warn-ink">closed there, still open here</span>
                    ) : null}
                    {remote.error === '' ? null : <span className="block text-warn-ink">{remote.error}</span>}
                  </>
                ),
              },
            ]),
        ...(ticket.snoozedUntil !== null && ticket.snoozedUntil > now
          ? [{ label: 'Put aside until', value: ticket.snoozedUntil.slice(0, 10) }]
          : []),
        ...(ticket.resolvedAt === null
          ? []
          : [
              { label: 'Resolved', value: <RelativeTime at={ticket.resolvedAt} now={now} timeZone={timeZone} /> },
              { label: 'The next step was', value: ticket.action },
            ]),
      ]}
    />
  )
}
