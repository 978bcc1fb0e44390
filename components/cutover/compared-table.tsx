import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ParallelPage } from '#lib/cutover/read-parallel-page.ts'

type ComparedTableProps = Pick<ParallelPage, 'lines' | 'totals'>

/** What the old system would pay beside what our settlements say; what differs most comes first. */
export function ComparedTable({ lines, totals }: ComparedTableProps) {
  return (
    <ScrollRegion label="Payouts by seller" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Seller</th>
            <th scope="col">Match</th>
            <th scope="col" className="text-right">
              Sheet
            </th>
            <th scope="col" className="text-right">
              Ours
            </th>
            <th scope="col" className="text-right">
              Difference
            </th>
            <th scope="col">Most likely</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr
              key={`${line.sellerId}${line.said.currency}`}
              className="align-top [&>td]:px-3 [&>td]:py-2 [&>th]:px-3 [&>th]:py-2"
            >
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/sellers/${line.sellerId}`}>{line.sellerName}</TextLink>
              </th>
              <td>{line.reason === '' ? <Pill tone="good">matches</Pill> : <Pill tone="warn">differs</Pill>}</td>
              <td>
                <MoneyCell amount={line.said} />
              </td>
              <td>
                <MoneyCell amount={line.ours} />
              </td>
              <td>
                <MoneyCell amount={line.difference.minor === '0' ? null : line.difference} />
              </td>
              <td className="min-w-56 break-words text-ink-2">{line.reason}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-line-strong border-t font-medium">
          {totals.map(({ currency, said, ours, difference }) => (
            <tr key={currency} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" colSpan={2} className="text-left">
                All sellers, {currency}
              </th>
              <td>
                <MoneyCell amount={said} />
              </td>
              <td>
                <MoneyCell amount={ours} />
              </td>
              <td>
                <MoneyCell amount={difference} />
              </td>
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
    </ScrollRegion>
  )
}
