'use client'

import { Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from './chart-frame.tsx'
import { plotDecimals } from './plot.ts'
import { SeriesTooltip } from './series-tooltip.tsx'
import { useReducedMotion } from './use-reduced-motion.ts'

export type Series = {
  readonly label: string
  /** `y` is decimal text or minor units of one currency, null where nothing is known; `text` says it to people. */
  readonly points: readonly { readonly x: string; readonly y: string | null; readonly text: string }[]
}

type LineSeriesProps = {
  readonly caption: string
  /** One or two: more are read from a table. */
  readonly series: readonly [Series] | readonly [Series, Series]
  readonly heightPx?: number
}

const MARGIN = { top: 12, right: 12, bottom: 0, left: 12 }
const INKS = ['var(--chart-1)', 'var(--chart-2)'] as const

/** One or two series over the same steps; two are told apart by name above the lines. */
export function LineSeries({ caption, series, heightPx = 180 }: LineSeriesProps) {
  const isStill = useReducedMotion()
  const steps = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))]
  const known = series.map(({ points }) => new Map(points.map((point) => [point.x, point])))
  const heights = plotDecimals(known.flatMap((points) => steps.map((x) => points.get(x)?.y ?? null)))
  const data = steps.map((x, at) => ({
    label: x,
    texts: series.map(({ label }, index) => ({ label, text: known[index]?.get(x)?.text ?? '–' })),
    first: heights[at] ?? null,
    second: heights[steps.length + at] ?? null,
  }))
  const keys = series.length === 1 ? (['first'] as const) : (['first', 'second'] as const)
  return (
    <ChartFrame
      caption={caption}
      rows={data.flatMap(({ label, texts }) =>
        texts.map(({ label: name, text }) => ({
          label: series.length === 1 ? label : `${label}, ${name}`,
          figure: text,
        })),
      )}
      heightPx={heightPx}
    >
      {series.length === 1 ? null : (
        <ul className="flex flex-wrap gap-x-4 text-ink-2 text-xs">
          {series.map(({ label }, index) => (
            <li key={label} className="flex items-center gap-1.5">
              <span aria-hidden className="h-0.5 w-4" style={{ background: INKS[index] }} />
              {label}
            </li>
          ))}
        </ul>
      )}
      <ResponsiveContainer
        width="100%"
        height={series.length === 1 ? '100%' : heightPx - 20}
        initialDimension={{ width: 360, height: heightPx }}
      >
        <LineChart data={data} margin={MARGIN} accessibilityLayer>
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
            interval="preserveStartEnd"
            minTickGap={24}
          />
          <YAxis hide />
          <ReferenceLine y={0} stroke="var(--line)" />
          <Tooltip content={<SeriesTooltip />} cursor={{ fill: 'var(--surface-hover)' }} isAnimationActive={false} />
          {keys.map((key, index) => (
            <Line
              key={key}
              dataKey={key}
              stroke={INKS[index] ?? INKS[0]}
              strokeWidth={2}
              dot={steps.length <= 24 ? { r: 2 } : false}
              isAnimationActive={!isStill}
              animationDuration={160}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
