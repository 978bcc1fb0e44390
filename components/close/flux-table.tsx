import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FluxRow } from '#lib/reconciliation/close/flux.ts'
import { ExplainDialog } from './explain-dialog.tsx'

type FluxTableProps = { readonly month: string; readonly rows: readonly FluxRow[]; readonly canWork: boolean }

/** Every account that changed against the month before; what changed much needs a comment. */
export function FluxTable({ month, rows, canWork }: FluxTableProps) {
  if (rows.length === 0)
    return <EmptyState title="Nothing changed">No account moved against the month before.</EmptyState>
  return (
    <ScrollRegion label="Changes against the month before" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Account</th>
            <th scope="col" className="text-right">
              Month before
            </th>
            <th scope="col" className="text-right">
              This month
            </th>
            <th scope="col" className="text-right">
              Change
            </th>
            <th scope="col" className="text-right">
              %
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={`${row.code}${row.now.currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <span className="figures text-ink-3">{row.gl}</span>{' '}
                <TextLink href={`/close/${month}/lines?code=${row.code}&currency=${row.now.currency}`}>
                  {row.name}
                </TextLink>
              </th>
              <td>
                <MoneyCell amount={row.before} muted />
              </td>
              <td>
                <MoneyCell amount={row.now} />
              </td>
              <td>
                <MoneyCell amount={row.change} />
              </td>
              <td className="figures text-right">{row.percent === null ? '–' : row.percent}</td>
              <td className="min-w-48">
                {row.comment === '' ? (
                  <span className={row.needsComment ? 'text-warn-ink' : 'text-ink-3'}>
                    {row.needsComment ? 'needs a comment ' : '–'}
                  </span>
                ) : (
                  <>
                    {row.comment} <span className="text-ink-3">({row.notedByName})</span>{' '}
                  </>
                )}
                {canWork && (row.needsComment || row.comment !== '') ? <ExplainDialog month={month} row={row} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
