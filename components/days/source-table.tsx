import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { freshnessTone, type SourceState } from '#lib/reconciliation/days/freshness-model.ts'

type SourceTableProps = { readonly sources: readonly SourceState[]; readonly now: string }

/** When every source was last heard of, how often it is expected, and what to do about it. */
export function SourceTable({ sources, now }: SourceTableProps) {
  return (
    <ScrollRegion label="Sources" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col">Last heard of</th>
            <th scope="col" className="hidden md:table-cell">
              Expected
            </th>
            <th scope="col" className="hidden md:table-cell">
              What to do
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {sources.map(({ label, state, seenAt, expected, remedy, href }) => (
            <tr key={label} className="[&>td]:px-3 [&>td]:py-2 [&>th]:px-3 [&>th]:py-2">
              <th scope="row" className="text-left font-normal">
                <TextLink href={href}>{label}</TextLink>
                {remedy === '' ? null : <span className="block text-ink-2 md:hidden">{remedy}</span>}
              </th>
              <td>
                <Pill tone={freshnessTone(state)}>{state}</Pill>
              </td>
              <td className="whitespace-nowrap text-ink-2">
                <Seen at={seenAt} now={now} />
              </td>
              <td className="hidden whitespace-nowrap text-ink-2 md:table-cell">{expected}</td>
              <td className="hidden text-ink-2 md:table-cell">{remedy === '' ? '–' : remedy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Seen({ at, now }: { readonly at: string | null; readonly now: string }) {
  if (at === null) return '–'
  return at.length === 10 ? <span className="figures">{at}</span> : <RelativeTime at={at} now={now} />
}
