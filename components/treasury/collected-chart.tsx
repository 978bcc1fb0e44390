import { Bars } from '#components/charts/bars.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'

type CollectedChartProps = { readonly days: readonly { readonly on: string; readonly collected: WireMoney }[] }

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** What buyers paid, day by day; the sum stands in the caption. */
export function CollectedChart({ days }: CollectedChartProps) {
  const currency = days[0]?.collected.currency ?? ''
  const total = days.reduce((sum, { collected }) => sum + BigInt(collected.minor), 0n)
  if (total === 0n)
    return <p className="text-ink-2">{`Nothing was collected in ${currency} in ${days.length} days.`}</p>
  return (
    <Bars
      caption={`${formatMoney({ minor: total, currency })} in ${days.length} days`}
      bars={days.map(({ on, collected }) => ({ label: DAY.format(Date.parse(on)), value: collected }))}
      heightPx={160}
    />
  )
}
