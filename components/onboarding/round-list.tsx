import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { RoundView } from '#lib/onboarding/get-onboarding.ts'
import { ReleaseDialog } from './release-dialog.tsx'

type RoundListProps = {
  readonly onboardingId: string
  readonly name: string
  readonly rounds: readonly RoundView[]
  readonly mayReview: boolean
  readonly now: string
  readonly timeZone: string
}

const HELD: Readonly<Record<string, string>> = {
  '': 'On hold until a person looked at the checks and the first sales.',
  released: 'Somebody looked at it; a second person has to agree.',
}

const WORDS: Readonly<Record<string, string>> = {
  released: 'Somebody looked at it and let it go.',
  below: 'It was within the limit of the settings.',
  elsewhere: 'The hold was lifted on the seller’s page.',
}

/** What of a new seller's first payments was held, and how it was decided. */
export function RoundList({ onboardingId, name, rounds, mayReview, ...moment }: RoundListProps) {
  if (rounds.length === 0) return <p className="text-ink-2">The first payments need no review.</p>
  return (
    <ul className="divide-y divide-line">
      {rounds.map((round) => (
        <li key={round.round} className="flex flex-wrap items-start justify-between gap-3 py-2.5 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-2 font-medium">
              Payment {round.round}
              <Pill tone={round.endedAt === null ? 'warn' : 'good'}>
                {round.endedAt === null ? 'held' : 'released'}
              </Pill>
            </div>
            <p className="text-ink-2">{round.endedAt === null ? HELD[round.decision] : WORDS[round.decision]}</p>
            <p className="text-ink-3 text-sm">
              Held <RelativeTime at={round.placedAt} {...moment} />
              {round.decidedAt === null ? null : (
                <>
                  {' · decided '}
                  <RelativeTime at={round.decidedAt} {...moment} />
                  {round.decidedByName === '' ? '' : ` by ${round.decidedByName}`}
                  {round.reason === '' ? '' : `: ${round.reason}`}
                </>
              )}
            </p>
          </div>
          {round.endedAt !== null ? null : round.proposalId !== '' ? (
            <TextLink href={`/approvals/${round.proposalId}`}>Its release waits for a second person</TextLink>
          ) : mayReview ? (
            <ReleaseDialog onboardingId={onboardingId} name={name} round={round.round} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
