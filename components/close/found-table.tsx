import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { FOUND_CLASSES } from '#lib/reconciliation/found/found-model.ts'
import type { FoundRow } from '#lib/reconciliation/found/found-money.ts'

/** Money that is ours to have back: found, pursued, recovered. */
export function FoundTable({ rows }: { readonly rows: readonly FoundRow[] }) {
  if (rows.length === 0)
    return (
      <EmptyState title="Nothing found">
        No commission was left, no claw-back missed, no transfer doubled, and no fee lies above its agreed price.
      </EmptyState>
    )
  return (
    <ScrollRegion label="Found money" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">What</th>
            <th scope="col" className="hidden text-right sm:table-cell">
              Cases
            </th>
            <th scope="col" className="text-right">
              Found
            </th>
            <th scope="col" className="text-right">
              Pursued
            </th>
            <th scope="col" className="text-right">
              Recovered
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={`${row.class}${row.currency}`} className="[&>td]:px-3 [&>th]:px-3 [&>th]:py-2">
              <th scope="row" className="text-left font-normal">
                <TextLink href={row.href}>{FOUND_CLASSES[row.class].name}</TextLink>
                <span className="figures text-ink-3 sm:hidden"> {row.count}</span>
                <div className="hidden text-ink-3 sm:block">{FOUND_CLASSES[row.class].words}</div>
              </th>
              <td className="figures hidden text-right sm:table-cell">{row.count}</td>
              <td>
                <MoneyCell amount={row.found.minor === '0' ? null : row.found} />
              </td>
              <td>
                <MoneyCell amount={row.pursued.minor === '0' ? null : row.pursued} />
              </td>
              <td>
                <MoneyCell amount={row.recovered.minor === '0' ? null : row.recovered} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
