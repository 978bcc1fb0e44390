import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import type { CloseRow } from '#lib/reconciliation/close/read-close.ts'
import { TASK_CODES } from '#lib/reconciliation/close/tasks-model.ts'
import { PeriodPill } from './period-pill.tsx'

/** Every month of the books, latest first. */
export function MonthTable({ rows }: { readonly rows: readonly CloseRow[] }) {
  return (
    <ScrollRegion label="Months" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Month</th>
            <th scope="col">Status</th>
            <th scope="col" className="text-right">
              Tasks reviewed
            </th>
            <th scope="col">Since</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.month} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <TextLink href={`/close/${row.month}`}>{monthWords(row.month)}</TextLink>
              </th>
              <td>
                <PeriodPill state={row.state} />
              </td>
              <td className="figures whitespace-nowrap text-right">
                {row.reviewed} of {TASK_CODES.length}
              </td>
              <td className="figures whitespace-nowrap text-ink-2">{row.changedAt?.slice(0, 10) ?? '–'}</td>
              <td>
                {row.proposalId === '' ? '–' : <TextLink href={`/approvals/${row.proposalId}`}>Approval</TextLink>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
