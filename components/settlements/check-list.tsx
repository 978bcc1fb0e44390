import { Check as Tick, TriangleAlert } from 'lucide-react'
import type { Check } from '#lib/settlements/checks.ts'
import { liftingOf } from '#lib/settlements/lifting-model.ts'

/** What was checked: what is odd first, then what is as it should be. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  if (checks.length === 0) return <p className="text-ink-2">Nothing was checked.</p>
  const failedFirst = checks.toSorted((left, right) => Number(left.passed) - Number(right.passed))
  return (
    <ul className="flex flex-col gap-1.5 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      {failedFirst.map((check) => (
        <li key={`${check.code}-${check.sellerId ?? ''}`} className="flex gap-2">
          {check.passed ? (
            <Tick className="text-good" aria-label="Passed" />
          ) : (
            <TriangleAlert className="text-warn" aria-label="Failed" />
          )}
          {check.passed ? (
            <span className="text-ink-2">{check.sentence}</span>
          ) : (
            <div>
              <div className="font-medium text-warn-ink">{check.sentence}</div>
              <div className="text-ink-2">Who lifts it: {liftingOf(check.code).whoLifts}</div>
              <div className="text-ink-2">The seller must: {liftingOf(check.code).sellerMust}</div>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
