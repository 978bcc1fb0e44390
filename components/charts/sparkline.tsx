import type { WireMoney } from '#lib/money/money.ts'
import { plotAmounts } from './plot.ts'

type SparklineProps = {
  /** One currency, oldest first. */
  readonly amounts: readonly WireMoney[]
  /** What it says, for whoever does not see it. */
  readonly label: string
}

const WIDTH = 84
const HEIGHT = 22
const MARGIN = 2

/** How amounts went, as small as a word: a line without axes. Drawn on the server, no script behind it. */
export function Sparkline({ amounts, label }: SparklineProps) {
  if (amounts.length < 2) return <span className="text-ink-3">–</span>
  const points = placed(plotAmounts(amounts))
  const [lastX, lastY] = points.at(-1) ?? [0, 0]
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="inline-block align-middle"
    >
      <polyline
        points={points.map((point) => point.join()).join(' ')}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={lastX} cy={lastY} r={2} fill="var(--chart-1)" />
    </svg>
  )
}

/** Amounts below zero, when refunds outweigh a week's sales, lie on the ground line. */
function placed(heights: readonly number[]): [x: number, y: number][] {
  const top = Math.max(1, ...heights)
  return heights.map((height, index) => [
    Math.round(MARGIN + (index * (WIDTH - 2 * MARGIN)) / (heights.length - 1)),
    Math.round(HEIGHT - MARGIN - (Math.max(0, height) * (HEIGHT - 2 * MARGIN)) / top),
  ])
}
