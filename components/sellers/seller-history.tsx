import { hrefFor } from '#components/shell/object-link.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { SellerMoment } from '#lib/settlements/seller-timeline.ts'

type SellerHistoryProps = {
  readonly moments: readonly SellerMoment[]
  readonly now: string
  readonly timeZone: string
}

/** What happened to a seller and its money, newest first, each with its way in. */
export function SellerHistory({ moments, now, timeZone }: SellerHistoryProps) {
  if (moments.length === 0) return <p className="text-ink-2">Nothing has happened yet.</p>
  return (
    <Timeline
      entries={moments.map(({ id, by, sentence, at, kind, objectId }) => {
        const href = objectId === '' ? null : hrefFor(kind, objectId)
        return {
          id,
          by,
          title: href === null ? sentence : <TextLink href={href}>{sentence}</TextLink>,
          time: <RelativeTime at={at} now={now} timeZone={timeZone} />,
        }
      })}
    />
  )
}
