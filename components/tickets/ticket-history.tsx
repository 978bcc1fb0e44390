import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { TicketEntryRow } from '#lib/tickets/entries.ts'

type TicketHistoryProps = {
  readonly entries: readonly TicketEntryRow[]
  readonly now: string
  readonly timeZone: string
}

const WORDS: Readonly<Record<TicketEntryRow['kind'], string>> = {
  opened: 'opened it',
  reopened: 'opened it again',
  taken: 'took it',
  assigned: 'gave it on',
  priority: 'planned it',
  due: 'planned it',
  snoozed: 'changed when it waits',
  resolved: 'resolved it',
  closed: 'closed it',
  linked: 'linked something',
  comment: 'wrote',
  remote: 'in the other system',
}

/** What happened and what was said, newest first. */
export function TicketHistory({ entries, now, timeZone }: TicketHistoryProps) {
  return (
    <Timeline
      entries={entries.map((entry) => ({
        id: entry.id,
        by: entry.byKind === 'person' ? 'person' : 'system',
        title: `${entry.byName || (entry.byKind === 'remote' ? 'The other system' : 'Tieout')} ${WORDS[entry.kind]}`,
        time: <RelativeTime at={entry.at} now={now} timeZone={timeZone} />,
        detail: <p className="whitespace-pre-wrap break-words">{entry.body}</p>,
      }))}
    />
  )
}
