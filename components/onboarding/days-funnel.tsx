import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { DaysToLive } from '#lib/onboarding/days-to-live.ts'

const inDays = (days: number | null): string =>
  days === null ? '–' : days.toLocaleString('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })

/** How many of those invited reached each step, and after how many days. */
export function DaysFunnel({ invited, milestones }: DaysToLive) {
  const rows = [{ key: 'invited', label: 'Invited', count: invited, medianDays: null }, ...milestones]
  return (
    <ScrollRegion label="Days to live">
      <table className="w-full text-sm">
        <caption className="sr-only">
          Sellers who reached each step, with the median of days from the invitation
        </caption>
        <thead className="text-ink-3">
          <tr>
            <th scope="col" className="py-1 pr-3 text-left font-normal">
              Step
            </th>
            <th scope="col" className="w-full" aria-label="Share" />
            <th scope="col" className="whitespace-nowrap py-1 pl-3 text-right font-normal">
              Sellers
            </th>
            <th scope="col" className="whitespace-nowrap py-1 pl-3 text-right font-normal">
              Median days
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, count, medianDays }) => (
            <tr key={key}>
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                {label}
              </th>
              <td aria-hidden className="min-w-16">
                <span
                  className="block h-4 rounded-sm bg-(--chart-1)"
                  style={{ width: `${invited === 0 ? 0 : (count / invited) * 100}%` }}
                />
              </td>
              <td className="figures pl-3 text-right">{count.toLocaleString('en')}</td>
              <td className="figures pl-3 text-right">{inDays(medianDays)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
