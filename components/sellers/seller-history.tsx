import { hrefFor } from '#components/shell/object-link.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { SellerMoment } from '#lib/health/sellers/seller-timeline.ts'
import type { Page } from '#lib/platform/page-key.ts'

type SellerHistoryProps = {
  readonly sellerId: string
  readonly page: Page<SellerMoment>
  readonly now: string
  readonly timeZone: string
}

/** What happened to a seller and its money, newest first, each with its way in. */
export function SellerHistory({ sellerId, page, now, timeZone }: SellerHistoryProps) {
  const { rows, nextCursor, previousCursor } = page
  if (rows.length === 0) return <p className="text-ink-2">Nothing has happened yet.</p>
  const activity = `/sellers/${sellerId}?view=activity`
  return (
    <>
      <Timeline
        entries={rows.map(({ id, by, sentence, at, kind, objectId }) => {
          const href = objectId === '' ? null : hrefFor(kind, objectId)
          return {
            id,
            by,
            title: href === null ? sentence : <TextLink href={href}>{sentence}</TextLink>,
            time: <RelativeTime at={at} now={now} timeZone={timeZone} />,
          }
        })}
      />
      <nav aria-label="Pages" className="flex gap-4 border-line border-t pt-3">
        {previousCursor === null ? null : (
          <TextLink href={`${activity}&before=${encodeURIComponent(previousCursor)}`}>Newer</TextLink>
        )}
        {nextCursor === null ? null : (
          <TextLink href={`${activity}&after=${encodeURIComponent(nextCursor)}`}>Older</TextLink>
        )}
      </nav>
    </>
  )
}
