import type { ReactNode } from 'react'

type BlockFrameProps = {
  readonly title: string
  /** Copy, pin: what can be done with it. */
  readonly actions?: ReactNode
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** A part of an answer that stands for itself: its name, its actions, what it shows. */
export function BlockFrame({ title, actions, note, children }: BlockFrameProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-md border border-line bg-surface-raised">
      <header className="flex min-h-9 items-center justify-between gap-2 border-line border-b py-0.5 pr-1 pl-3">
        <h3 className="min-w-0 py-1 font-medium text-sm">{title}</h3>
        {actions ? <div className="flex shrink-0">{actions}</div> : null}
      </header>
      {children}
      {note ? <p className="border-line border-t px-3 py-2 text-ink-3 text-sm">{note}</p> : null}
    </section>
  )
}
