'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { Series } from '#components/charts/line-series.tsx'
import { RankBars } from '#components/charts/rank-bars.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { BlockFrame } from './block-frame.tsx'
import type { BlockOf } from './block-of.ts'

const LineSeries = dynamic(async () => (await import('#components/charts/line-series.tsx')).LineSeries, {
  ssr: false,
  loading: () => <Skeleton className="h-50 w-full" />,
})

type ChartBlockProps = { readonly block: BlockOf<'chart'>; readonly actions?: ReactNode }

/** More than this many shapes say less than the table. */
const CHARTS_MAX = 4

/** A ranking as bars; over time one or two series in one shape, more of them each in its own. */
export function ChartBlock({ block, actions }: ChartBlockProps) {
  const { title, shape, series, currency } = block
  return (
    <BlockFrame title={title} actions={actions}>
      <div className="flex flex-col gap-4 px-3 py-2">
        {shape === 'bar'
          ? series
              .slice(0, CHARTS_MAX)
              .map(({ label, points }) => <RankBars key={label} caption={`${title}: ${label}`} points={points} />)
          : groupsOf(series).map((group) => {
              const names = group.map(({ label }) => label).join(' and ')
              const caption = [names, currency].filter((word) => word !== '').join(', ')
              return <LineSeries key={names} caption={caption} series={group} />
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
