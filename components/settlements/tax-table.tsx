import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { TaxRow } from '#lib/settlements/tax-report.ts'

/** Tax by place, month and currency. */
export function TaxTable({ rows }: { readonly rows: readonly TaxRow[] }) {
  if (rows.length === 0)
    return (
      <EmptyState title="No tax in these days">
        Tax appears when invoices carry tax lines: Stripe calculates them when automatic tax is on.
      </EmptyState>
    )
  return (
    <ScrollRegion label="Tax by place and month" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Month</th>
            <th scope="col">Where it is owed</th>
            <th scope="col" className="text-right">
              The platform owes
            </th>
            <th scope="col" className="text-right">
              Sellers owe
            </th>
            <th scope="col" className="text-right">
              Sales
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={`${row.month}${row.jurisdiction}${row.platform.currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <td className="figures">{row.month}</td>
              <th scope="row" className="text-left font-normal">
                {row.jurisdiction}
              </th>
              <td>
                <MoneyCell amount={row.platform} />
              </td>
              <td>
                <MoneyCell amount={row.seller} muted />
              </td>
              <td className="figures text-right text-ink-2">{row.saleCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
