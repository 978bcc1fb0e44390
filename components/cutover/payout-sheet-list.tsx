import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PayoutSheetRow } from '#lib/cutover/payout-sheets.ts'

type PayoutSheetListProps = {
  readonly sheets: readonly PayoutSheetRow[]
  readonly shownId: string
  readonly now: string
}

/** Every cycle compared so far, newest first, with how it was when it was uploaded. */
export function PayoutSheetList({ sheets, shownId, now }: PayoutSheetListProps) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised text-sm">
      {sheets.map(({ id, fromOn, untilOn, fileName, uploadedByName, uploadedAt, matched, differing }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          {id === shownId ? (
            <span className="font-medium">{`${fromOn} to ${untilOn}`}</span>
          ) : (
            <TextLink href={`/settings/cutover/parallel?sheet=${id}`}>{`${fromOn} to ${untilOn}`}</TextLink>
          )}
          <span className="figures">{`${matched} matched, ${differing} differed`}</span>
          <span className="min-w-0 grow break-words text-ink-3">
            {fileName}, {uploadedByName}
          </span>
          <span className="text-ink-3">
            <RelativeTime at={uploadedAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}
