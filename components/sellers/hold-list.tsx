import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { HoldRow } from '#lib/sellers/get-seller.ts'
import { LiftDialog } from './lift-dialog.tsx'

type HoldListProps = {
  readonly holds: readonly HoldRow[]
  readonly sellerName: string
  readonly canHold: boolean
  readonly now: string
  readonly timeZone: string
}

const WHO_LIFTS = 'An approver or operator lifts it; a second person agrees where the policy asks for one.'

/** Why the seller's money waits or waited, newest first. */
export function HoldList({ holds, sellerName, canHold, now, timeZone }: HoldListProps) {
  if (holds.length === 0) return <p className="text-ink-2">Never held.</p>
  return (
    <ul className="divide-y divide-line">
      {holds.map((hold) => (
        <li key={hold.id} className="flex flex-wrap items-start justify-between gap-3 py-2.5 first:pt-0 last:pb-0">
          <div className="min-w-0">
            <div className="font-medium">{hold.reason}</div>
            <div className="text-ink-3 text-sm">
              Held <RelativeTime at={hold.placedAt} now={now} timeZone={timeZone} />
              {hold.placedByName === '' ? '' : ` by ${hold.placedByName}`}
              {hold.liftedAt === null ? null : (
                <>
                  {' · lifted '}
                  <RelativeTime at={hold.liftedAt} now={now} timeZone={timeZone} />
                  {hold.liftedByName === '' ? '' : ` by ${hold.liftedByName}`}
                </>
              )}
            </div>
            {hold.liftedAt === null ? (
              <dl className="mt-1 text-ink-2 text-sm">
                <dt className="sr-only">Who can lift it</dt>
                <dd>{WHO_LIFTS}</dd>
                <dt className="sr-only">What the seller must do</dt>
                <dd>The seller must: {hold.sellerMust || 'nothing.'}</dd>
              </dl>
            ) : null}
          </div>
          {hold.liftedAt !== null ? null : hold.releaseId !== null ? (
            <TextLink href={`/approvals/${hold.releaseId}`}>Its release waits for approval</TextLink>
          ) : canHold ? (
            <LiftDialog holdId={hold.id} sellerName={sellerName} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
