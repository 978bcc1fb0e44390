import { Figure, Figures } from '#components/ui/figure.tsx'
import type { QueueCounts, QueueFilter } from '#lib/tickets/list-queue.ts'

type QueueFiguresProps = {
  readonly counts: QueueCounts
  readonly current: QueueFilter
  readonly personId: string
}

/** What is late, what is next, and whose it is; each figure filters the list, the pressed one lets go again. */
export function QueueFigures({ counts, current, personId }: QueueFiguresProps) {
  const shown = [
    { label: 'Overdue', value: counts.overdue, key: 'due', filter: 'overdue', tone: 'bad', none: 'Nothing is late' },
    { label: 'Due within a day', value: counts.dueToday, key: 'due', filter: 'today', tone: 'warn', none: 'Nothing' },
    {
      label: 'Nobody’s',
      value: counts.unowned,
      key: 'owner',
      filter: 'nobody',
      tone: 'warn',
      none: 'Each has an owner',
    },
    { label: 'Mine', value: counts.mine, key: 'owner', filter: personId, tone: 'plain', none: 'None is yours' },
    { label: 'Put aside', value: counts.snoozed, key: 'state', filter: 'snoozed', tone: 'plain', none: 'None' },
  ] as const
  return (
    <Figures>
      {shown.map(({ label, value, key, filter, tone, none }) => {
        const pressed = current[key] === filter
        return (
          <Figure
            key={label}
            label={label}
            value={value.toLocaleString('en')}
            note={value === 0 ? none : undefined}
            tone={value === 0 ? 'plain' : tone}
            href={pressed ? '/tickets' : `/tickets?${key}=${filter}`}
            pressed={pressed}
          />
        )
      })}
    </Figures>
  )
}
