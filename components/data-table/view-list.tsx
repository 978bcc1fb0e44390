'use client'

import { Check, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'

export type ViewShown = {
  readonly id: string
  readonly name: string
  readonly search: string
  readonly isShared: boolean
  readonly isOwn: boolean
  readonly by: string
}

type ViewListProps = {
  /** Undefined while they are read. */
  readonly views: readonly ViewShown[] | undefined
  readonly list: string
  /** What the list shows now. */
  readonly search: string
  readonly onChosen: () => void
  readonly onRemove: (view: ViewShown) => void
}

/** The kept views as links, so that they also open in another tab. */
export function ViewList({ views, list, search, onChosen, onRemove }: ViewListProps) {
  if (views === undefined) return <p className="text-ink-3 text-sm">Reading the views…</p>
  if (views.length === 0)
    return <p className="text-ink-2 text-sm">None yet. Filter, search and sort, then keep what you see under a name.</p>
  return (
    <ul className="-mx-1 flex max-h-72 flex-col overflow-y-auto">
      {views.map((view) => (
        <li key={view.id} className="flex items-center gap-1 rounded-sm hover:bg-surface-hover">
          <Link
            href={(view.search === '' ? list : `${list}?${view.search}`) as Route}
            prefetch={false}
            onClick={onChosen}
            aria-current={view.search === search ? 'true' : undefined}
            className="flex min-h-8 min-w-0 flex-1 items-center gap-2 px-1 text-base text-ink pointer-coarse:min-h-11"
          >
            <span aria-hidden className="inline-flex size-4 shrink-0 [&>svg]:size-4">
              {view.search === search ? <Check /> : null}
            </span>
            <span className="truncate">{view.name}</span>
            {view.isOwn && !view.isShared ? null : (
              <span className="shrink-0 text-ink-3 text-sm">{view.isOwn ? 'shared' : `by ${view.by}`}</span>
            )}
          </Link>
          {view.isOwn ? (
            <button
              type="button"
              aria-label={`Remove the view ${view.name}`}
              onClick={() => onRemove(view)}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
