import { MoneyText } from '#components/money/money-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { matchLook, partInWords, RULE_WORDS } from '#lib/reconciliation/matching/look-model.ts'
import type { MatchedItem, VarianceMatch } from '#lib/reconciliation/variances/get-variance.ts'
import { MatchWork } from './match-work.tsx'

type MatchCardProps = { readonly match: VarianceMatch; readonly canWork: boolean }

/** What is held to be the same, by which rule, with which score and from which parts; and what people may say about it. */
export function MatchCard({ match, canWork }: MatchCardProps) {
  const look = matchLook(match)
  return (
    <Card
      title={match.state === 'suggested' ? 'Could be the same' : 'Match'}
      actions={<Pill tone={look.tone}>{look.word}</Pill>}
    >
      <div className="flex flex-col gap-3 text-sm">
        <div className="grid gap-3 sm:grid-cols-2">
          <Side title="Expected" items={match.expected} />
          <Side title="Observed" items={match.observed} />
        </div>
        <p className="text-ink-2">
          {RULE_WORDS[match.rule] ?? match.rule}
          {match.score === 0 ? '' : `, score ${Math.round(match.score / 10)} of 100`}
          {match.parts.length === 0 ? '' : ` (${match.parts.map(partInWords).join(', ')})`}.{' '}
          {match.differs === '' ? (
            'Nothing differs.'
          ) : (
            <>
              The {match.differs} differs by <MoneyText amount={match.difference} />.
            </>
          )}
          {match.reason === '' ? '' : ` ${match.reason}`}
        </p>
        {canWork ? <MatchWork match={match} /> : null}
      </div>
    </Card>
  )
}

function Side({ title, items }: { readonly title: string; readonly items: readonly MatchedItem[] }) {
  return (
    <section aria-label={title}>
      <h3 className="text-ink-3">{title}</h3>
      <ul className="flex flex-col gap-1">
        {items.map(({ objectId, amount, happenedOn, reference }) => (
          <li key={objectId} className="flex flex-wrap items-baseline gap-x-2">
            <MoneyText amount={amount} />
            <span className="text-ink-2">{happenedOn}</span>
            <span className="min-w-0 break-words text-ink-2">{reference}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
