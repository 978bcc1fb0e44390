import type { ReactNode } from 'react'

type PageHeaderProps = {
  readonly title: ReactNode
  /** One sentence: what this page is for, or what the object is. */
  readonly children?: ReactNode
  /** Pill, id: what stands beside the name of an object. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
}

/** The name of the page, one sentence, its actions. */
export function PageHeader({ title, children, aside, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
          {aside}
        </div>
        {children ? <div className="mt-0.5 max-w-prose text-ink-2">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  )
}
