'use client'

import type { Route } from 'next'
import Link from 'next/link'

const TAB_LIST = 'relative flex gap-5 overflow-x-auto border-line border-b'
const TAB =
  '-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-base text-ink-2 transition-colors pointer-coarse:h-11 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink focus-visible:-outline-offset-2'

type LinkTabsProps = {
  readonly label: string
  readonly tabs: readonly {
    readonly href: string
    readonly label: string
    readonly current: boolean
    readonly count?: number | undefined
  }[]
}

/** On a phone the current view may lie outside of what is seen. */
function bringIntoSight(tab: HTMLElement | null): void {
  const list = tab?.parentElement
  if (tab && list && tab.offsetLeft + tab.offsetWidth > list.clientWidth) list.scrollLeft = tab.offsetLeft
}

/** Views that have an address of their own: saved views of a list, sections of the settings. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={TAB_LIST}>
      {tabs.map((tab) => (
        <Link
          prefetch={false}
          key={tab.href}
          href={tab.href as Route}
          aria-current={tab.current ? 'page' : undefined}
          ref={tab.current ? bringIntoSight : undefined}
          className={TAB}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="figures text-ink-3 text-xs">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
