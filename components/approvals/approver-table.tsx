import type { ApproverRow } from '#lib/approvals/approver-statistics.ts'

const percent = (part: number, whole: number) => `${Math.round((part * 100) / whole)} %`
const duration = (seconds: number | null) =>
  seconds === null ? 'never opened' : seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`

/** How people decide: who never says no, and who never looks. */
export function ApproverTable({ rows }: { readonly rows: readonly ApproverRow[] }) {
  if (rows.length === 0) return <p className="text-ink-3">Nobody has decided in the last 90 days.</p>
  return (
    <section aria-label="Approvers" className="overflow-x-auto rounded-md border border-line bg-surface-raised">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">How people decided in the last 90 days</caption>
        <thead className="border-line border-b text-ink-2">
          <tr>
            {['Person', 'Decided', 'Rejected', 'Opened first', 'Median time'].map((name) => (
              <th key={name} scope="col" className="px-4 py-2 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.personId}>
              <th scope="row" className="px-4 py-2 font-medium">
                {row.name}
              </th>
              <td className="figures px-4 py-2">{row.decided}</td>
              <td className="figures px-4 py-2">{percent(row.rejected, row.decided)}</td>
              <td className="figures px-4 py-2">{percent(row.opened, row.decided)}</td>
              <td className="figures px-4 py-2">{duration(row.medianSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
