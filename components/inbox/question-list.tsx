import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Question } from '#lib/conversations/deflection.ts'
import { OUTCOME_WORDS } from '#lib/conversations/deflection-model.ts'

type QuestionListProps = { readonly questions: readonly Question[]; readonly now: string; readonly timeZone: string }

const TONES = { itself: 'good', person: 'plain', open: 'wait' } as const

/** The questions behind a week's figures. What a seller asked the portal is the seller's own: its words are not shown. */
export function QuestionList({ questions, now, timeZone }: QuestionListProps) {
  if (questions.length === 0) return <p className="text-ink-3">No seller asked anything in this week.</p>
  return (
    <ul className="rounded-md border border-line bg-surface-raised">
      {questions.map(({ way, id, sellerId, sellerName, at, outcome }) => (
        <li
          key={id}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line border-b px-4 py-2 last:border-b-0"
        >
          {way === 'inbox' ? <TextLink href={`/inbox/${id}`}>Conversation</TextLink> : <span>Asked in the portal</span>}
          {sellerId === '' ? null : <TextLink href={`/sellers/${sellerId}`}>{sellerName || sellerId}</TextLink>}
          <Pill tone={TONES[outcome]}>{OUTCOME_WORDS[outcome]}</Pill>
          <span className="ml-auto text-ink-3 text-sm">
            <RelativeTime at={at} now={now} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  )
}
