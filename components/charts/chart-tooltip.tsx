'use client'

import { MoneyText } from '#components/money/money-text.tsx'
import type { WireMoney } from '#lib/money/money.ts'

type ChartTooltipProps = {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: { readonly label: string; readonly value: WireMoney } }[]
}

/** The exact amount under the pointer. */
export function ChartTooltip({ active, payload }: ChartTooltipProps) {
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="rounded-md bg-surface-raised px-2.5 py-1.5 text-sm shadow-float">
      <div className="text-ink-3">{point.label}</div>
      <div className="font-medium">
        <MoneyText amount={point.value} />
      </div>
    </div>
  )
}
