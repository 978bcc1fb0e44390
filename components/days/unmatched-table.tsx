import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { UnmatchedLines } from '#lib/reconciliation/days/day-model.ts'

/** Bank lines about Stripe that match nothing, per currency. */
export function UnmatchedTable({ rows }: { readonly rows: readonly UnmatchedLines[] }) {
  if (rows.length === 0)
    return <p className="text-ink-2">Every line of the bank that names Stripe and was booked by then is matched.</p>
  return (
    <ScrollRegion label="Unmatched bank lines" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Currency</th>
            <th scope="col" className="text-right">
              Lines
            </th>
            <th scope="col" className="text-right">
              Sum
            </th>
            <th scope="col">Oldest</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ currency, count, sumMinor, oldestOn }) => (
            <tr key={currency} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-normal">
                <TextLink href="/bank/lines?standing=open">{currency}</TextLink>
              </th>
              <td className="figures text-right">{count.toLocaleString('en')}</td>
              <td>
                <MoneyCell amount={{ minor: sumMinor, currency }} />
              </td>
              <td className="figures whitespace-nowrap">{oldestOn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
