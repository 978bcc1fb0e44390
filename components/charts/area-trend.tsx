'use client'

import {
  Area,
  AreaChart,
  LabelList,
  type LabelProps,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { plotAmounts } from './plot.ts'
import { useReducedMotion } from './use-reduced-motion.ts'

type AreaTrendProps = {
  readonly caption: string
  /** One currency, oldest first. */
  readonly points: readonly { readonly label: string; readonly value: WireMoney }[]
  readonly heightPx?: number
}

const MARGIN = { top: 22, right: 12, bottom: 0, left: 12 }

/** How one amount went over time; the last one is named on the chart. */
export function AreaTrend({ caption, points, heightPx = 200 }: AreaTrendProps) {
  const isStill = useReducedMotion()
  const heights = plotAmounts(points.map((point) => point.value))
  const data = points.map((point, index) => ({
    ...point,
    height: heights[index] ?? 0,
    mark: index === points.length - 1 ? formatMoney(point.value) : '',
  }))
  return (
    <ChartFrame caption={caption} rows={points} heightPx={heightPx}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: heightPx }}>
        <AreaChart data={data} margin={MARGIN} accessibilityLayer>
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
            interval="preserveStartEnd"
            minTickGap={48}
          />
          <YAxis hide domain={[(low: number) => Math.min(0, low), 'dataMax']} />
          <ReferenceLine y={0} stroke="var(--line)" />
          <Tooltip content={<ChartTooltip />} cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} />
          <Area
            dataKey="height"
            type="linear"
            stroke="var(--chart-1)"
            strokeWidth={2}
            fill="var(--chart-1)"
            fillOpacity={0.12}
            isAnimationActive={!isStill}
            animationDuration={160}
          >
            <LabelList dataKey="mark" content={LastAmount} />
          </Area>
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}

/** Ends where the line ends, so that it is never cut at the edge. */
function LastAmount({ x, y, value }: LabelProps) {
  return (
    <text x={x} y={y} dy={-8} textAnchor="end" fill="var(--ink)" fontSize={12} fontWeight={500}>
      {value}
    </text>
  )
}
