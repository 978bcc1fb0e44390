import { Figure, Figures } from '#components/ui/figure.tsx'
import type { MessageState } from '#lib/messages/model.ts'

type MessageFiguresProps = {
  readonly counts: Readonly<Partial<Record<MessageState, number>>>
  readonly current: MessageState | null
}

const SHOWN = [
  { state: 'queued', label: 'Queued', none: 'Nothing waits', tone: 'plain' },
  { state: 'failed', label: 'Tried again', none: 'Nothing failed', tone: 'warn' },
  { state: 'unknown', label: 'Unknown', none: 'Each has a known end', tone: 'warn' },
  { state: 'dead', label: 'Given up', none: 'None was given up', tone: 'bad' },
  { state: 'bounced', label: 'Bounced', none: 'None came back', tone: 'bad' },
  { state: 'suppressed', label: 'Suppressed', none: 'None was kept back', tone: 'warn' },
  { state: 'sent', label: 'Sent', none: 'Nothing yet', tone: 'plain' },
] as const

/** How many messages are where; each figure filters the list, the pressed one lets go again. */
export function MessageFigures({ counts, current }: MessageFiguresProps) {
  return (
    <Figures>
      {SHOWN.map(({ state, label, none, tone }) => {
        const count = counts[state] ?? 0
        return (
          <Figure
            key={state}
            label={label}
            value={count.toLocaleString('en')}
            note={count === 0 ? none : undefined}
            tone={count === 0 ? 'plain' : tone}
            href={state === current ? '/messages' : `/messages?state=${state}`}
            pressed={state === current}
          />
        )
      })}
    </Figures>
  )
}
