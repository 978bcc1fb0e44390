import { hrefFor } from '#components/shell/object-link.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { RelatedEvent } from '#lib/events/get-event.ts'
import { eventLook } from '#lib/events/model.ts'

type RelatedEventsProps = { readonly events: readonly RelatedEvent[]; readonly now: string; readonly timeZone: string }

/** What else was said about the same object. */
export function RelatedEvents({ events, now, timeZone }: RelatedEventsProps) {
  if (events.length === 0) return <p className="text-ink-2 text-sm">No other event is about this object.</p>
  return (
    <ul className="flex flex-col gap-2">
      {events.map((event) => (
        <li key={`${event.account}/${event.id}`} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <TextLink href={hrefFor('event', `${event.account}/${event.id}`) ?? '/events'}>{event.type}</TextLink>
          <Pill tone={eventLook(event.state).tone}>{eventLook(event.state).word}</Pill>
          <span className="text-ink-3">
            <RelativeTime at={event.occurredAt} now={now} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  )
}
