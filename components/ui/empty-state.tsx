import type { ReactNode } from 'react'

type EmptyStateProps = {
  readonly icon?: ReactNode
  /** Why nothing is here: "No settlement matches these filters". */
  readonly title: string
  /** What fills it. */
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** It is the whole page: the title becomes its heading. */
  readonly isPage?: boolean
}

/** Says why it is empty, what fills it, and what to do next. */
export function EmptyState({ icon, title, children, action, isPage = false }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      {icon ? <div className="mb-2 text-ink-3 [&_svg]:size-6">{icon}</div> : null}
      {isPage ? <h1 className="font-semibold text-lg">{title}</h1> : <p className="font-medium text-base">{title}</p>}
      {children ? <div className="max-w-md text-balance text-ink-2">{children}</div> : null}
      {action ? <div className="mt-3 flex gap-2">{action}</div> : null}
    </div>
  )
}
