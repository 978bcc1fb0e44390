import { Figure, Figures } from '#components/ui/figure.tsx'
import { answeredByItself, type WeekOfQuestions } from '#lib/conversations/deflection-model.ts'
import type { ConversationFilter, InboxCounts } from '#lib/conversations/list-conversations.ts'

type InboxFiguresProps = {
  readonly counts: InboxCounts
  /** Newest first. */
  readonly weeks: readonly WeekOfQuestions[]
  readonly current: ConversationFilter
}

const WEEKS = 4

/** What waits, what nobody has, what nobody sorted, and how much needs nobody; each figure leads to its rows. */
export function InboxFigures({ counts, weeks, current }: InboxFiguresProps) {
  const late =
    counts.late === 0 ? 'None for more than a day' : `${counts.late.toLocaleString('en')} for more than a day`
  const shown = [
    { label: 'Waiting for an answer', value: counts.waiting, key: 'view', filter: 'waiting', tone: 'bad', note: late },
    { label: 'Nobody’s', value: counts.unowned, key: 'owner', filter: 'nobody', tone: 'warn', note: undefined },
    {
      label: 'To be linked',
      value: counts.proposed,
      key: 'link',
      filter: 'proposed',
      tone: 'warn',
      note: 'Somebody has to say',
    },
    { label: 'Put aside', value: counts.snoozed, key: 'view', filter: 'snoozed', tone: 'plain', note: undefined },
  ] as const
  const share = answeredByItself(weeks.slice(0, WEEKS))
  return (
    <Figures>
      {shown.map(({ label, value, key, filter, tone, note }) => {
        const pressed = current[key] === filter
        return (
          <Figure
            key={label}
            label={label}
            value={value.toLocaleString('en')}
            note={value === 0 ? 'None' : note}
            tone={value === 0 || (filter === 'waiting' && counts.late === 0) ? 'plain' : tone}
            href={pressed ? '/inbox' : `/inbox?${key}=${filter}`}
            pressed={pressed}
          />
        )
      })}
      <Figure
        label="Answered by itself"
        value={share === null ? '–' : `${share} %`}
        note={share === null ? 'No seller’s question has ended yet' : 'Sellers’ questions, last four weeks'}
        href="/inbox/answered"
      />
    </Figures>
  )
}
