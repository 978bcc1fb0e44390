'use client'

import { Area, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { ChartFrame } from './chart-frame.tsx'
import { plotAmounts } from './plot.ts'
import { SeriesTooltip } from './series-tooltip.tsx'
import { useReducedMotion } from './use-reduced-motion.ts'

type BandPoint = {
  readonly label: string
  readonly middle: WireMoney
  readonly low: WireMoney
  readonly high: WireMoney
}

type BandSeriesProps = {
  readonly caption: string
  /** One currency. */
  readonly points: readonly BandPoint[]
  readonly heightPx?: number
}

const MARGIN = { top: 12, right: 12, bottom: 0, left: 12 }

/** What is expected as a line, and the interval around it as a band. */
export function BandSeries({ caption, points, heightPx = 240 }: BandSeriesProps) {
  const isStill = useReducedMotion()
  const heights = plotAmounts(points.flatMap(({ middle, low, high }) => [middle, low, high]))
  const data = points.map(({ label, middle, low, high }, index) => ({
    label,
    middle: heights[3 * index] ?? 0,
    band: [heights[3 * index + 1] ?? 0, heights[3 * index + 2] ?? 0],
    texts: [
      { label: 'Expected', text: formatMoney(middle) },
      { label: 'At least', text: formatMoney(low) },
      { label: 'At most', text: formatMoney(high) },
    ],
  }))
  return (
    <ChartFrame
      caption={caption}
      rows={points.map(({ label, middle, low, high }) => ({
        label,
        figure: `${formatMoney(middle)} (${formatMoney(low, { withCurrency: false })} to ${formatMoney(high, { withCurrency: false })})`,
      }))}
      heightPx={heightPx}
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: heightPx }}>
        <ComposedChart data={data} margin={MARGIN} accessibilityLayer>
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
            interval="preserveStartEnd"
            minTickGap={48}
          />
          <YAxis hide />
          <ReferenceLine y={0} stroke="var(--line)" />
          <Tooltip content={<SeriesTooltip />} cursor={{ stroke: 'var(--line)' }} isAnimationActive={false} />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--chart-1)"
            fillOpacity={0.18}
            isAnimationActive={!isStill}
            animationDuration={160}
          />
          <Line
            dataKey="middle"
            stroke="var(--chart-1)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={!isStill}
            animationDuration={160}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
