'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { Series } from '#components/charts/series-chart.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { BlockFrame } from './block-frame.tsx'
import type { BlockOf } from './block-of.ts'

const SeriesChart = dynamic(async () => (await import('#components/charts/series-chart.tsx')).SeriesChart, {
  ssr: false,
  loading: () => <Skeleton className="h-50 w-full" />,
})

type ChartBlockProps = { readonly block: BlockOf<'chart'>; readonly actions?: ReactNode }

/** More than this many shapes say less than the table. */
const CHARTS_MAX = 4

/** One or two series in one shape, more of them each in its own. */
export function ChartBlock({ block, actions }: ChartBlockProps) {
  const { title, shape, series, currency } = block
  return (
    <BlockFrame title={title} actions={actions}>
      <div className="flex flex-col gap-4 px-3 pt-1 pb-3">
        {groupsOf(series).map((group) => {
          const names = group.map(({ label }) => label).join(' and ')
          return (
            <SeriesChart
              key={names}
              caption={[names, currency].filter((word) => word !== '').join(', ')}
              shape={shape}
              series={group}
            />
          )
        })}
        {series.length > CHARTS_MAX ? (
          <p className="text-ink-3 text-sm">{`The first ${CHARTS_MAX} of ${series.length} are drawn.`}</p>
        ) : null}
      </div>
    </BlockFrame>
  )
}

function groupsOf(series: readonly Series[]): (readonly [Series] | readonly [Series, Series])[] {
  const [first, second] = series
  if (first === undefined) return []
  if (second !== undefined && series.length === 2) return [[first, second]]
  return series.slice(0, CHARTS_MAX).map((one) => [one])
}
