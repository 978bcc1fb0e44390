import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { EventDetail } from '#lib/events/get-event.ts'

type EventFactsProps = { readonly event: EventDetail; readonly now: string; readonly timeZone: string }

/** Where an event comes from and how it was worked on. */
export function EventFacts({ event, now, timeZone }: EventFactsProps) {
  const time = (at: string) => <RelativeTime at={at} now={now} timeZone={timeZone} />
  return (
    <Facts
      facts={[
        {
          label: 'Object',
          value: event.objectId === '' ? event.objectType : <CopyId id={event.objectId} noun="object id" />,
        },
        { label: 'Kind of object', value: event.objectType || 'none' },
        { label: 'Account', value: <CopyId id={event.account} noun="account id" /> },
        { label: 'API version', value: event.apiVersion || 'not said' },
        { label: 'Happened', value: time(event.occurredAt) },
        { label: 'Received', value: time(event.receivedAt) },
        ...(event.finishedAt === null ? [] : [{ label: 'Finished', value: time(event.finishedAt) }]),
        ...(event.dueAt === null
          ? []
          : [{ label: event.isLeased ? 'Worked on until' : 'Worked on next', value: time(event.dueAt) }]),
        { label: 'Attempts', value: event.attempts },
      ]}
    />
  )
}
