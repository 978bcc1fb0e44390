import type { ReactNode } from 'react'

type StickyTotalsProps = {
  readonly label: string
  readonly totals: readonly { readonly label: string; readonly value: ReactNode }[]
  readonly actions?: ReactNode
}

/** Totals that stay in sight at the bottom while the list above them scrolls. */
export function StickyTotals({ label, totals, actions }: StickyTotalsProps) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-0 z-20 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md bg-surface-raised px-4 py-2.5 shadow-float"
    >
      {totals.map((total) => (
        <span key={total.label} className="flex items-baseline gap-2">
          <span className="text-ink-3 text-sm">{total.label}</span>
          <span className="figures font-semibold">{total.value}</span>
        </span>
      ))}
      {actions ? <span className="ml-auto flex gap-2">{actions}</span> : null}
    </section>
  )
}
