import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CutoverPage } from '#lib/cutover/read-cutover-page.ts'

type TieTableProps = { readonly lines: NonNullable<CutoverPage['tied']>['lines'] }

/** Each seller’s balance by the sheet and by our books; what differs comes first. */
export function TieTable({ lines }: TieTableProps) {
  return (
    <ScrollRegion label="Balances by seller" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Seller</th>
            <th scope="col">Ties</th>
            <th scope="col" className="text-right">
              Sheet
            </th>
            <th scope="col" className="text-right">
              Our books
            </th>
            <th scope="col" className="text-right">
              Opening entry
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr
              key={`${line.sellerId}${line.said.currency}`}
              className="min-h-9 align-top [&>td]:px-3 [&>td]:py-2 [&>th]:px-3 [&>th]:py-2"
            >
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/sellers/${line.sellerId}`}>{line.sellerName}</TextLink>
                {line.lineNo === null ? null : <span className="block text-ink-3">line {line.lineNo}</span>}
              </th>
              <td>
                <TiePill line={line} />
              </td>
              <td>
                <MoneyCell amount={line.said} />
              </td>
              <td>
                <MoneyCell amount={line.books} />
              </td>
              <td>
                <MoneyCell amount={line.opening.minor === '0' ? null : line.opening} />
              </td>
              <td className="min-w-56 text-ink-2">{[line.problem, line.difference].filter(Boolean).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function TiePill({ line }: { readonly line: TieTableProps['lines'][number] }) {
  if (line.problem !== '') return <Pill tone="bad">does not tie</Pill>
  return line.opening.minor === '0' ? <Pill tone="good">ties</Pill> : <Pill tone="warn">differs</Pill>
}
