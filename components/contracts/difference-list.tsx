import type { Difference } from '#lib/contracts/diff-model.ts'

type DifferenceListProps = { readonly differences: readonly Difference[]; readonly none: string }

/** What changes from one version to another, in words: what it was, what it becomes. */
export function DifferenceList({ differences, none }: DifferenceListProps) {
  if (differences.length === 0) return <p className="text-ink-2 text-sm">{none}</p>
  return (
    <ul className="divide-y divide-line text-sm">
      {differences.map(({ what, before, after }) => (
        <li key={`${what}${before}${after}`} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[12rem_1fr]">
          <span className="text-ink-2">{what}</span>
          <span className="flex min-w-0 flex-col">
            {before === '' ? null : (
              <del className="text-ink-3">
                <span className="sr-only">was </span>
                {before}
              </del>
            )}
            {after === '' ? null : (
              <ins className="font-medium no-underline">
                <span className="sr-only">becomes </span>
                {after}
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
