import { MoneyCell } from '#components/money/money-cell.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { ruleWords } from '#lib/reconciliation/days/day-model.ts'
import type { LateLine } from '#lib/reconciliation/days/late-lines.ts'

type LateTableProps = { readonly lines: readonly LateLine[]; readonly now: string }

/** What was posted to a day after it was signed. */
export function LateTable({ lines, now }: LateTableProps) {
  return (
    <ScrollRegion label="Posted after signing" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">What happened</th>
            <th scope="col" className="hidden sm:table-cell">
              Rule
            </th>
            <th scope="col">Posted</th>
            <th scope="col" className="text-right">
              Amount
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map(({ entryId, description, rule, recordedAt, amount }) => (
            <tr key={`${entryId}${amount.currency}${amount.minor}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/ledger/entries/${entryId}`}>{description}</TextLink>
              </th>
              <td className="hidden text-ink-2 sm:table-cell">{ruleWords(rule)}</td>
              <td className="text-ink-2">
                <RelativeTime at={recordedAt} now={now} />
              </td>
              <td>
                <MoneyCell amount={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
