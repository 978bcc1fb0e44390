import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { Related } from '#lib/settlements/related.ts'

type SettlementHistoryProps = {
  readonly entries: readonly (Related & { readonly by: 'system' | 'person' | 'agent' })[]
  readonly now: string
  readonly timeZone: string
}

/** What happened, newest first: the audit trail of everything about the settlement. */
export function SettlementHistory({ entries, now, timeZone }: SettlementHistoryProps) {
  if (entries.length === 0) return <p className="text-ink-2 text-sm">Nothing happened yet.</p>
  return (
    <Timeline
      entries={entries.map(({ id, by, label, at }) => ({
        id,
        by,
        title: label,
        time: <RelativeTime at={at} now={now} timeZone={timeZone} />,
      }))}
    />
  )
}
