import { Figure, Figures } from '#components/ui/figure.tsx'
import type { EventState } from '#lib/events/model.ts'

type EventFiguresProps = {
  readonly counts: Readonly<Partial<Record<EventState, number>>>
  readonly oldestAgeSeconds: number
  readonly current: EventState | null
}

const SHOWN = ['received', 'parked', 'failed'] as const

/** What waits for the worker and what waits for a person; each figure filters the list, the pressed one lets go again. */
export function EventFigures({ counts, oldestAgeSeconds, current }: EventFiguresProps) {
  return (
    <Figures>
      {SHOWN.map((state) => (
        <Figure
          key={state}
          label={LABELS[state]}
          value={(counts[state] ?? 0).toLocaleString('en')}
          note={noteFor(state, counts[state] ?? 0, oldestAgeSeconds)}
          href={state === current ? '/events' : `/events?state=${state}`}
          pressed={state === current}
          tone={(counts[state] ?? 0) === 0 ? 'plain' : TONES[state]}
        />
      ))}
    </Figures>
  )
}

const TONES = { received: 'plain', parked: 'warn', failed: 'bad' } as const
const LABELS = { received: 'Waiting', parked: 'Parked', failed: 'Failed' } as const

function noteFor(state: (typeof SHOWN)[number], count: number, oldestAgeSeconds: number): string {
  if (state !== 'received') return count === 0 ? 'Nothing to look at' : 'A person should look'
  return count === 0 ? 'The worker is up to date' : `The oldest for ${oldestAgeSeconds.toLocaleString('en')} s`
}
