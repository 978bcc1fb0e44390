import type { Series } from './line-series.tsx'
import { plotDecimals } from './plot.ts'

type RankBarsProps = { readonly caption: string; readonly points: Series['points'] }

/** Amounts or counts by name, as bars that lie: names have room, and every bar carries its figure. */
export function RankBars({ caption, points }: RankBarsProps) {
  const widths = plotDecimals(points.map(({ y }) => y))
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {points.map(({ x, text }, at) => (
          <tr key={x}>
            <th scope="row" className="max-w-36 truncate py-1 pr-3 text-left font-normal" title={x}>
              {x}
            </th>
            <td aria-hidden className="w-full min-w-16">
              <span
                className="block h-4 min-w-0.5 rounded-sm bg-(--chart-1)"
                style={{ width: `${Math.abs(widths[at] ?? 0) / 100}%` }}
              />
            </td>
            <td className="figures whitespace-nowrap pl-3 text-right">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
