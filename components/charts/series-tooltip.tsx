'use client'

type SeriesTooltipProps = {
  readonly active?: boolean
  readonly payload?: readonly {
    readonly payload?: {
      readonly label: string
      readonly texts: readonly { readonly label: string; readonly text: string }[]
    }
  }[]
}

/** The exact figures of one step, series by series. */
export function SeriesTooltip({ active, payload }: SeriesTooltipProps) {
  const step = payload?.[0]?.payload
  if (!active || !step) return null
  return (
    <div className="rounded-md bg-surface-raised px-2.5 py-1.5 text-sm shadow-float">
      <div className="text-ink-3">{step.label}</div>
      {step.texts.map(({ label, text }) => (
        <div key={label} className="figures font-medium">
          {step.texts.length > 1 ? `${label}: ${text}` : text}
        </div>
      ))}
    </div>
  )
}
