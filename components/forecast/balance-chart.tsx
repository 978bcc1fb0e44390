import { BandSeries } from '#components/charts/band-series.tsx'
import { toWire } from '#lib/money/money.ts'
import type { BalanceForecast } from '#lib/treasury/forecast/read-forecast.ts'

type BalanceChartProps = {
  readonly forecast: BalanceForecast
  /** What is wondered about, in words; empty for nothing. */
  readonly whatIf: string
}

/** The balance over the days ahead, with its interval. */
export function BalanceChart({ forecast: { days, currency }, whatIf }: BalanceChartProps) {
  return (
    <BandSeries
      caption={`Available at the end of each day in ${currency}${whatIf === '' ? '' : `, if ${whatIf}`}, with the interval that holds nine days in ten`}
      points={days.map(({ day, availableMinor, lowMinor, highMinor }) => ({
        label: day,
        middle: toWire({ minor: availableMinor, currency }),
        low: toWire({ minor: lowMinor, currency }),
        high: toWire({ minor: highMinor, currency }),
      }))}
    />
  )
}
