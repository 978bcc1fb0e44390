import { MoneyText } from '#components/money/money-text.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Cover } from '#lib/reconciliation/days/day-model.ts'
import { CoverText } from './cover-text.tsx'

type CoverTableProps = { readonly day: string; readonly covers: readonly Cover[] }

/** Per currency: what is held and on its way against what is owed to others, at the day's end. */
export function CoverTable({ day, covers }: CoverTableProps) {
  return (
    <ScrollRegion label="Cover" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-2 [&>th]:font-medium sm:[&>th]:px-3">
            <th scope="col">Currency</th>
            <th scope="col" className="text-right">
              Held
            </th>
            <th scope="col" className="text-right">
              In transit
            </th>
            <th scope="col" className="text-right">
              Owed
            </th>
            <th scope="col" className="text-right">
              Cover
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {covers.map(({ currency, heldMinor, inTransitMinor, owedMinor, ratioBps }) => (
            <tr key={currency} className="h-9 [&>td]:px-2 [&>th]:px-2 sm:[&>td]:px-3 sm:[&>th]:px-3">
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/ledger?on=${day}&currency=${currency}`}>{currency}</TextLink>
              </th>
              <td className="text-right">
                <MoneyText amount={{ minor: heldMinor, currency }} withCurrency={false} />
              </td>
              <td className="text-right">
                <MoneyText amount={{ minor: inTransitMinor, currency }} withCurrency={false} />
              </td>
              <td className="text-right">
                <MoneyText amount={{ minor: owedMinor, currency }} withCurrency={false} />
              </td>
              <td className="text-right">
                <CoverText ratioBps={ratioBps} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
