'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '#components/ui/cx.ts'

type BottomNavigationProps = {
  readonly label: string
  readonly places: readonly { readonly href: string; readonly name: string; readonly icon: string }[]
}

/** Where one can go, in reach of the thumb. */
export function BottomNavigation({ label, places }: BottomNavigationProps) {
  const path = usePathname()
  return (
    <nav aria-label={label} className="fixed inset-x-0 bottom-0 z-10 border-line border-t bg-surface-raised">
      <ul className="mx-auto flex max-w-2xl pb-[env(safe-area-inset-bottom)]">
        {places.map(({ href, name, icon }) => {
          const isHere = href === '/portal' ? path === href : path.startsWith(href)
          return (
            <li key={href} className="min-w-0 flex-1">
              <Link
                href={href as Route}
                prefetch={false}
                aria-current={isHere ? 'page' : undefined}
                className={cx(
                  'flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-md text-xs',
                  isHere ? 'font-medium text-accent-text' : 'text-ink-2',
                )}
              >
                <svg
                  viewBox="0 0 24 24"
                  aria-hidden="true"
                  className="size-5 fill-none stroke-current"
                  strokeWidth="1.75"
                >
                  <path d={icon} strokeLinecap="round" strokeLinejoin="round" />
                </svg>
                <span className="max-w-full hyphens-auto wrap-anywhere text-center text-[0.6875rem] leading-4">
                  {name}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
