import type { Route } from 'next'
import Link from 'next/link'
import { TAB, TAB_LIST } from './tab-look.ts'

type LinkTabsProps = {
  readonly label: string
  readonly tabs: readonly {
    readonly href: string
    readonly label: string
    readonly current: boolean
    readonly count?: number | undefined
  }[]
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
          className={TAB}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="figures text-ink-3 text-xs">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
