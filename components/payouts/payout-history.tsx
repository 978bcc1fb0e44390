import { hrefFor } from '#components/shell/object-link.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { PayoutMoment } from '#lib/payouts/payout-timeline.ts'

type PayoutHistoryProps = {
  readonly moments: readonly PayoutMoment[]
  readonly canSeeEvents: boolean
  readonly now: string
  readonly timeZone: string
}

/** What happened to the payout, newest first. */
export function PayoutHistory({ moments, canSeeEvents, now, timeZone }: PayoutHistoryProps) {
  return (
    <Timeline
      entries={moments.map(({ id, words, at, eventKey }) => {
        const href = canSeeEvents && eventKey !== '' ? hrefFor('event', eventKey) : null
        return {
          id,
          by: 'system',
          title: href === null ? words : <TextLink href={href}>{words}</TextLink>,
          time: <RelativeTime at={at} now={now} timeZone={timeZone} />,
        }
      })}
    />
  )
}
