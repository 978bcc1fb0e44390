import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { ImportedRecords } from '#lib/reconciliation/records/import-records.ts'

/** What the records add up to, per currency and kind: to be compared with what the order system says. */
export function RecordTotals({ totals }: Pick<ImportedRecords, 'totals'>) {
  if (totals.length === 0) return null
  return (
    <ScrollRegion label="Totals" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Kind</th>
            <th scope="col" className="text-right">
              Records
            </th>
            <th scope="col" className="text-right">
              Gross
            </th>
            <th scope="col" className="text-right">
              Tax
            </th>
            <th scope="col" className="text-right">
              Commission
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {totals.map(({ kind, currency, count, grossMinor, taxMinor, commissionMinor }) => (
            <tr key={`${kind}${currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th
                scope="row"
                className="text-left font-normal"
              >{`${kind === 'sale' ? 'Sales' : 'Refunds'}, ${currency}`}</th>
              <td className="figures text-right">{count}</td>
              <td>
                <MoneyCell amount={{ minor: grossMinor, currency }} />
              </td>
              <td>
                <MoneyCell amount={{ minor: taxMinor, currency }} />
              </td>
              <td>
                <MoneyCell amount={{ minor: commissionMinor, currency }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
