import type { ReactNode } from 'react'

type ProgressBarProps = {
  /** Words beside the bar: "1,204 of 5,000 events replayed". */
  readonly label: ReactNode
  readonly done: number
  readonly of: number
}

/** How far a counted job has come. */
export function ProgressBar({ label, done, of }: ProgressBarProps) {
  const percent = of === 0 ? 0 : Math.min(100, Math.floor((done * 100) / of))
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-3 text-sm">
        <span className="text-ink-2">{label}</span>
        <span className="figures text-ink-3">{percent} %</span>
      </div>
      <progress value={done} max={of || 1} className="sr-only" />
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-surface-hover">
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
