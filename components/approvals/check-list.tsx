import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { Check } from '#lib/approvals/proposal.ts'

/** What was checked; what is odd stands first. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  if (checks.length === 0) return <p className="text-ink-3">Nothing was checked.</p>
  const ordered = [...checks.filter((check) => !check.passed), ...checks.filter((check) => check.passed)]
  return (
    <ul aria-label="Checks" className="flex flex-col gap-1">
      {ordered.map((check) => (
        <li key={check.code + check.sentence} className="flex items-start gap-2">
          {check.passed ? (
            <CircleCheck aria-label="passed" className="mt-0.5 size-3.5 shrink-0 text-good" />
          ) : (
            <TriangleAlert aria-label="odd" className="mt-0.5 size-3.5 shrink-0 text-warn" />
          )}
          <span className={check.passed ? 'text-ink-2' : 'text-warn-ink'}>{check.sentence}</span>
        </li>
      ))}
    </ul>
  )
}
