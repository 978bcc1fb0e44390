import type { CSSProperties, ReactNode } from 'react'
import { cx } from './cx.ts'

type ScrollRegionProps = {
  /** Names what scrolls here. */
  readonly label: string
  readonly className?: string
  readonly style?: CSSProperties
  readonly isBusy?: boolean
  readonly children: ReactNode
}

/** A region that scrolls must be reachable, and scrolled, by keyboard. */
const REACHABLE = { tabIndex: 0 } as const

/** Wide or long content that scrolls in its own frame, never the page. */
export function ScrollRegion({ label, className, style, isBusy = false, children }: ScrollRegionProps) {
  return (
    <section
      {...REACHABLE}
      aria-label={label}
      aria-busy={isBusy}
      style={style}
      className={cx('overflow-auto focus-visible:-outline-offset-2', className)}
    >
      {children}
    </section>
  )
}
