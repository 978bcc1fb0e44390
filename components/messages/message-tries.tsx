import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { MessageTryRow } from '#lib/messages/list-messages.ts'

const WORDS: Readonly<Record<string, string>> = {
  delivered: 'It arrived',
  found: 'It was found there',
  refused: 'It was refused',
  retry: 'It could not be delivered',
  unknown: 'Nobody knows whether it arrived',
  canceled: 'It was canceled',
  suppressed: 'It was kept back',
  bounced: 'It came back',
  delayed: 'It is delayed over there',
  confirmed: 'Its delivery was confirmed',
  reported: 'A report about another address',
  queued_again: 'It was queued again',
}

type MessageTriesProps = { readonly tries: readonly MessageTryRow[]; readonly now: string }

/** Every try with what the other side said, newest first. */
export function MessageTries({ tries, now }: MessageTriesProps) {
  if (tries.length === 0) return <p className="text-ink-2 text-sm">It was not tried yet.</p>
  return (
    <Timeline
      entries={tries.map((line) => ({
        id: String(line.number),
        by: line.outcome === 'canceled' || line.outcome === 'queued_again' ? 'person' : 'system',
        title: WORDS[line.outcome] ?? line.outcome,
        time: <RelativeTime at={line.at} now={now} />,
        detail: (
          <>
            <p className="break-words">{line.detail}</p>
            {line.requestId === '' ? null : <p className="font-mono text-xs">{line.requestId}</p>}
          </>
        ),
      }))}
    />
  )
}
