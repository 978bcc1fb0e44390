import { Bars } from '#components/charts/bars.tsx'
import type { AnalyticsResult, ResultRow } from '#lib/analytics/result.ts'

/** More bars than this say less than the table. */
const BARS_MAX = 60
const CHARTS_MAX = 4

/** Amounts as bars, one chart per currency: in time's order, or the largest first. Other figures are read from the table. */
export function AnswerChart({ result }: { readonly result: AnalyticsResult }) {
  const figure = result.columns.find((column) => column.kind === 'figure')
  const splits = result.columns.filter((column) => column.kind === 'dimension' && column.id !== 'currency')
  const [split] = splits
  if (figure?.unit !== 'money' || split?.kind !== 'dimension' || splits.length !== 1) return null
  const charts = [...Map.groupBy(result.rows, ({ currency }) => currency)].slice(0, CHARTS_MAX)
  const bar = ({ keys, figures, currency }: ResultRow) => ({
    label: keys[split.id]?.label ?? '',
    value: { minor: figures[figure.id] ?? '0', currency },
  })
  return (
    <div className="grid min-w-0 gap-6 lg:grid-cols-2">
      {charts.map(([currency, rows]) => (
        <Bars
          key={currency}
          caption={`${figure.label} by ${split.label.toLowerCase()}, ${currency}`}
          bars={rows.slice(0, BARS_MAX).map(bar)}
          heightPx={180}
        />
      ))}
    </div>
  )
}
