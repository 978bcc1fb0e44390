import type { ComponentRow } from '#lib/health/read-health.ts'
import { pointsText } from '#lib/health/words-model.ts'

/** What a score is made of: each component with its value, its place among peers, the points it takes and why. */
export function ComponentBars({ components }: { readonly components: readonly ComponentRow[] }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {components.map((one) => (
        <li key={one.key} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="min-w-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <h3 className="font-medium">{one.name}</h3>
              <span className="figures">{one.value || (one.weight === 0 ? 'not kept' : 'nothing yet')}</span>
            </div>
            <p className="text-ink-3 text-sm">{one.words}</p>
            <p className="text-ink-2 text-sm">{one.reason}</p>
          </div>
          <div className="min-w-0 self-center">
            <div aria-hidden className="h-2 overflow-hidden rounded-full bg-surface-sunken ring-1 ring-line ring-inset">
              <div className="h-full bg-bad" style={{ width: `${shareOf(one)}%` }} />
            </div>
            <p className="mt-1 flex flex-wrap justify-between gap-x-3 text-ink-3 text-sm">
              <span>
                takes <span className="figures text-ink-2">{pointsText(one.lost)}</span> of {one.weight}
              </span>
              {one.percentile === null ? null : (
                <span>
                  no worse than {one.percentile} % of {one.peers} sellers
                </span>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

const shareOf = ({ lost, weight }: ComponentRow): number => (weight === 0 ? 0 : Math.round((lost * 10) / weight))
