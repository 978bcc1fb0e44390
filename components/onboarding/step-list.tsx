import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { StepLine } from '#lib/onboarding/get-onboarding.ts'

type StepListProps = { readonly steps: readonly StepLine[]; readonly now: string; readonly timeZone: string }

/** Each milestone with when it was first reached. */
export function StepList({ steps, now, timeZone }: StepListProps) {
  return (
    <ol className="flex flex-col">
      {steps.map(({ label, at }) => (
        <li
          key={label}
          className="flex min-h-8 items-baseline justify-between gap-3 border-line border-b last:border-b-0"
        >
          <span className={at === null ? 'text-ink-3' : ''}>{label}</span>
          <span className="text-ink-3 text-sm">
            {at === null ? 'not yet' : <RelativeTime at={at} now={now} timeZone={timeZone} />}
          </span>
        </li>
      ))}
    </ol>
  )
}
