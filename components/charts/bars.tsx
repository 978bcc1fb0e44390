'use client'

import { Bar, BarChart, LabelList, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { plotAmounts } from './plot.ts'
import { useReducedMotion } from './use-reduced-motion.ts'

type BarsProps = {
  readonly caption: string
  /** One currency. */
  readonly bars: readonly { readonly label: string; readonly value: WireMoney }[]
  readonly heightPx?: number
}

const LABELLED_BARS_MAX = 8
const MARGIN = { top: 22, right: 8, bottom: 0, left: 8 }

/** Amounts beside each other; few bars carry their amounts themselves. */
export function Bars({ caption, bars, heightPx = 200 }: BarsProps) {
  const isStill = useReducedMotion()
  const heights = plotAmounts(bars.map((bar) => bar.value))
  const isLabelled = bars.length <= LABELLED_BARS_MAX
  const data = bars.map((bar, index) => ({
    ...bar,
    height: heights[index] ?? 0,
    mark: isLabelled ? formatMoney(bar.value, { withCurrency: false }) : '',
  }))
  return (
    <ChartFrame
      caption={caption}
      rows={bars.map(({ label, value }) => ({ label, figure: formatMoney(value) }))}
      heightPx={heightPx}
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: heightPx }}>
        <BarChart data={data} margin={MARGIN} accessibilityLayer>
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
            interval="preserveStartEnd"
            minTickGap={36}
          />
          <YAxis hide />
          <ReferenceLine y={0} stroke="var(--line)" />
          <Tooltip content={<ChartTooltip />} cursor={{ fill: 'var(--surface-hover)' }} isAnimationActive={false} />
          <Bar
            dataKey="height"
            fill="var(--chart-1)"
            radius={[3, 3, 0, 0]}
            maxBarSize={44}
            isAnimationActive={!isStill}
            animationDuration={160}
          >
            <LabelList dataKey="mark" position="top" fill="var(--ink-2)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
