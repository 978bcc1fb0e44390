import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { InvariantRunRow } from '#lib/ledger/invariant-runs.ts'
import { ObjectRefs } from './object-refs.tsx'
import { OutcomePill } from './outcome-pill.tsx'

type InvariantListProps = { readonly runs: readonly InvariantRunRow[]; readonly now: string }

/** The promises about the books, worst first: what each says, when it was checked, what was found. */
export function InvariantList({ runs, now }: InvariantListProps) {
  if (runs.length === 0) {
    return (
      <EmptyState title="Nothing was checked yet">The worker checks every promise each quarter of an hour.</EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
      {runs.map((run) => (
        <li key={run.name} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
          <div>
            <OutcomePill outcome={run.outcome} />
          </div>
          <div className="min-w-0">
            <h2 className="font-medium text-base">{run.title}</h2>
            <p className="break-words text-ink-2 text-sm">{run.reason}</p>
            {run.findings.length === 0 ? null : (
              <ul className="mt-2 grid gap-2 border-line border-l-2 pl-3">
                {run.findings.map(({ what, refs }) => (
                  <li key={what} className="text-sm">
                    <p className="break-words">{what}</p>
                    <ObjectRefs refs={refs} />
                  </li>
                ))}
              </ul>
            )}
          </div>
          <p className="text-ink-3 text-sm">
            <RelativeTime at={run.checkedAt} now={now} />
          </p>
        </li>
      ))}
    </ul>
  )
}
