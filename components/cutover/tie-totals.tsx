import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { CutoverPage } from '#lib/cutover/read-cutover-page.ts'

type TieTotalsProps = { readonly totals: NonNullable<CutoverPage['tied']>['totals'] }

/** Per currency: the old sheet's own total beside its lines, our books and Stripe. */
export function TieTotals({ totals }: TieTotalsProps) {
  return (
    <ScrollRegion label="Totals by currency" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-right text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col" className="text-left">
              Currency
            </th>
            <th scope="col">Old sheet in all</th>
            <th scope="col">Its lines</th>
            <th scope="col">Our books</th>
            <th scope="col">At Stripe that day</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {totals.map(({ currency, stated, said, books, held }) => (
            <tr key={currency} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-medium">
                {currency}
              </th>
              <td>
                <MoneyCell amount={stated} />
              </td>
              <td>
                <MoneyCell amount={said} />
              </td>
              <td>
                <MoneyCell amount={books} />
              </td>
              <td>
                <MoneyCell amount={held} muted />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
