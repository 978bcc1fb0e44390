import type { ReactNode } from 'react'

type CardProps = {
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly footer?: ReactNode
  /** The content reaches the edges: a table, a list of rows. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** An object of its own. A mere group of things needs a heading, not a card. */
export function Card({ title, actions, footer, flush = false, children }: CardProps) {
  return (
    <section className="min-w-0 rounded-md border border-line bg-surface-raised">
      {title || actions ? (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-1.5">
          <h2 className="font-semibold text-base">{title}</h2>
          {actions ? <div className="flex gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? '' : 'p-4'}>{children}</div>
      {footer ? <footer className="flex flex-wrap gap-2 border-line border-t px-4 py-3">{footer}</footer> : null}
    </section>
  )
}
