import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { CYCLE_NAMES } from '#lib/settlements/runs/cycle-model.ts'
import type { RunRow } from '#lib/settlements/runs/read-run.ts'
import { RunStatePill } from './run-state-pill.tsx'

/** Every run, newest first. */
export function RunTable({ rows }: { readonly rows: readonly RunRow[] }) {
  if (rows.length === 0)
    return (
      <EmptyState title="No run yet">
        A run gathers the proposed transfers of a cycle, to be approved with one total. Make one above.
      </EmptyState>
    )
  return (
    <ScrollRegion label="Runs" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Sales up to</th>
            <th scope="col">Status</th>
            <th scope="col" className="text-right">
              Total
            </th>
            <th scope="col" className="text-right">
              Transfers
            </th>
            <th scope="col" className="text-right">
              Executed
            </th>
            <th scope="col" className="text-right">
              Left out
            </th>
            <th scope="col">Made by</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.id} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="figures text-left font-normal">
                <TextLink href={`/runs/${row.id}`}>
                  {row.cutOffOn}, {row.total.currency}
                  {row.cycle === '' ? '' : `, ${CYCLE_NAMES[row.cycle].toLowerCase()}`}
                </TextLink>
              </th>
              <td>
                <RunStatePill state={row.state} />
              </td>
              <td>
                <MoneyCell amount={row.total} />
              </td>
              <td className="figures text-right">{row.count}</td>
              <td className="figures text-right">{row.executedCount}</td>
              <td className="figures text-right text-ink-2">{row.excludedCount}</td>
              <td className="whitespace-nowrap text-ink-2">{row.createdByName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
