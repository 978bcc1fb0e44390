import { Pill, type Tone } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { NoticeRow } from '#lib/conversations/notices.ts'

const LOOKS: Readonly<Record<NoticeRow['kind'], { readonly word: string; readonly tone: Tone }>> = {
  bounce: { word: 'bounced', tone: 'warn' },
  automatic: { word: 'automatic', tone: 'plain' },
  loop: { word: 'our own', tone: 'plain' },
  refused: { word: 'refused', tone: 'bad' },
}

type NoticeListProps = { readonly notices: readonly NoticeRow[]; readonly now: string; readonly timeZone: string }

/** What came in and is no message of a person's, with the reason it was left out. */
export function NoticeList({ notices, now, timeZone }: NoticeListProps) {
  if (notices.length === 0) return null
  return (
    <details className="rounded-md border border-line bg-surface-raised">
      <summary className="cursor-pointer px-4 py-2.5 font-medium">Left out lately ({notices.length})</summary>
      <ul className="border-line border-t">
        {notices.map((notice) => (
          <li
            key={`${notice.at} ${notice.fromAddress} ${notice.subject}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line border-b px-4 py-2 last:border-b-0"
          >
            <Pill tone={LOOKS[notice.kind].tone}>{LOOKS[notice.kind].word}</Pill>
            <span className="min-w-0 break-words" dir="auto">
              {notice.subject || '(no subject)'}
            </span>
            <span className="text-ink-3 text-sm">{notice.fromAddress}</span>
            <span className="text-ink-2 text-sm">{notice.detail}</span>
            <span className="ml-auto text-ink-3 text-sm">
              <RelativeTime at={notice.at} now={now} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
