import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { FLOW_LABELS, type FlowKind } from '#lib/treasury/forecast/kinds-model.ts'
import type { BalanceForecast } from '#lib/treasury/forecast/read-forecast.ts'

type DayTableProps = { readonly forecast: BalanceForecast; readonly kinds: readonly FlowKind[] }

/** What makes each day up: what lands, what comes and goes by kind, and what is then available. */
export function DayTable({ forecast: { days, currency }, kinds }: DayTableProps) {
  const figure = (minor: bigint | undefined) =>
    minor === undefined || minor === 0n
      ? '–'
      : formatMoney({ minor: minor.toString(), currency }, { withCurrency: false })
  const hasScheduled = days.some(({ scheduledMinor }) => scheduledMinor !== 0n)
  const hasEvened = days.some(({ evenedMinor }) => evenedMinor !== 0n)
  const label = `What makes each day up, in ${currency}`
  return (
    <ScrollRegion label={label} className="max-h-[32rem] rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0">
          <tr className="h-9 border-line border-b bg-surface-sunken text-right text-ink-2 [&>th]:whitespace-nowrap [&>th]:px-3 [&>th]:font-medium">
            <th scope="col" className="text-left">
              Day
            </th>
            <th scope="col">Lands</th>
            {hasScheduled ? <th scope="col">At the gate</th> : null}
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {FLOW_LABELS[kind]}
              </th>
            ))}
            {hasEvened ? <th scope="col">Evened out</th> : null}
            <th scope="col">Available</th>
            <th scope="col">Between</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {days.map(({ day, landedMinor, scheduledMinor, evenedMinor, flows, availableMinor, lowMinor, highMinor }) => (
            <tr key={day} className="h-8 hover:bg-surface-hover [&>td]:whitespace-nowrap [&>td]:px-3 [&>td]:text-right">
              <th scope="row" className="whitespace-nowrap px-3 text-left font-normal">
                {day}
              </th>
              <td className="figures">{figure(landedMinor)}</td>
              {hasScheduled ? <td className="figures">{figure(scheduledMinor)}</td> : null}
              {kinds.map((kind) => (
                <td key={kind} className="figures text-ink-2">
                  {figure(flows[kind])}
                </td>
              ))}
              {hasEvened ? <td className="figures text-ink-2">{figure(evenedMinor)}</td> : null}
              <td className="figures font-medium">{figure(availableMinor)}</td>
              <td className="figures text-ink-3">
                {figure(lowMinor)} … {figure(highMinor)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
