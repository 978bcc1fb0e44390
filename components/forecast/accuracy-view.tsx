import { LineSeries, type Series } from '#components/charts/line-series.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/page.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { Accuracy } from '#lib/treasury/forecast/accuracy-model.ts'
import { FLOW_LABELS, isFlowKind } from '#lib/treasury/forecast/kinds-model.ts'
import type { AccuracyPage } from '#lib/treasury/forecast/read-accuracy.ts'

const DRIFT_LOOKS = {
  unknown: { tone: 'plain', title: 'Too early to tell' },
  none: { tone: 'good', title: 'No drift' },
  drifting: { tone: 'warn', title: 'Forecasts drift' },
} as const

/** What forecasts were worth, over time and by kind. */
export function AccuracyView({ accuracy: { forecasts, kinds, drift } }: { readonly accuracy: AccuracyPage }) {
  if (forecasts.length === 0)
    return <EmptyState title="Nothing to compare yet">A forecast is compared as its days come to pass.</EmptyState>
  const line = (label: string, of: (one: Accuracy) => number): Series => ({
    label,
    points: forecasts.map((one) => ({ x: one.key, y: decimal(of(one)), text: decimal(of(one)) })),
  })
  return (
    <>
      <Banner {...DRIFT_LOOKS[drift.state]}>{drift.sentence}</Banner>
      <div className="grid gap-6 lg:grid-cols-2">
        <LineSeries
          caption="Error per forecast, in usual changes from week to week (MASE), a month ahead: lower is better"
          series={[line('Ours', (one) => one.masePerMille), line('Seasonal naive', (one) => one.naivePerMille)]}
        />
        <LineSeries
          caption="Part of what came that lay in its interval, promised is 0.9"
          series={[line('In the interval', (one) => one.coveragePerMille)]}
        />
      </div>
      <Section title="By forecast">
        <Rows
          label="By forecast"
          head="Made on"
          rows={forecasts.toReversed()}
          name={({ key, isReplay }) => (isReplay ? `${key}, replayed` : key)}
        />
      </Section>
      <Section title="By kind">
        <Rows label="By kind" head="Kind" rows={kinds} name={({ key }) => (isFlowKind(key) ? FLOW_LABELS[key] : key)} />
      </Section>
    </>
  )
}

type RowsProps = {
  readonly label: string
  readonly head: string
  readonly rows: readonly Accuracy[]
  readonly name: (row: Accuracy) => string
}

function Rows({ label, head, rows, name }: RowsProps) {
  return (
    <ScrollRegion label={label} className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-right text-ink-2 [&>th]:whitespace-nowrap [&>th]:px-3 [&>th]:font-medium">
            <th scope="col" className="text-left">
              {head}
            </th>
            <th scope="col">Days that came</th>
            <th scope="col">MASE</th>
            <th scope="col">Naive’s</th>
            <th scope="col">In the interval</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.key} className="h-8 [&>td]:px-3 [&>td]:text-right">
              <th scope="row" className="whitespace-nowrap px-3 text-left font-normal">
                {name(row)}
              </th>
              <td className="figures">{row.days}</td>
              <td className="figures">{decimal(row.masePerMille)}</td>
              <td className="figures text-ink-2">{decimal(row.naivePerMille)}</td>
              <td className="figures">{`${Math.round(row.coveragePerMille / 10)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

const decimal = (perMille: number) =>
  `${Math.floor(perMille / 1000)}.${`${perMille % 1000}`.padStart(3, '0').slice(0, 2)}`
