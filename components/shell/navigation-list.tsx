'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '#components/ui/cx.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { LinkPending } from './link-pending.tsx'
import { isAt, type PlaceCounts, placesWithin } from './navigation.ts'

type NavigationListProps = {
  readonly allowed: readonly string[]
  readonly counts: PlaceCounts
  readonly onNavigate?: () => void
}

/** The places in their groups; a number only where something waits. */
export function NavigationList({ allowed, counts, onNavigate }: NavigationListProps) {
  const path = usePathname()
  const waiting: Readonly<Record<string, number | undefined>> = counts
  return (
    <div className="flex flex-col gap-4">
      {placesWithin(allowed).map((group) => (
        <div key={group.label}>
          <h2 className="px-2 pb-1 font-medium text-ink-3 text-xs tracking-normal">{group.label}</h2>
          <ul>
            {group.places.map((place) => {
              const isCurrent = isAt(place, path)
              const count = waiting[place.href] ?? 0
              return (
                <li key={place.href}>
                  <Link
                    prefetch={false}
                    href={place.href as Route}
                    aria-current={isCurrent ? 'page' : undefined}
                    onClick={() => onNavigate?.()}
                    className={cx(
                      'group flex h-8 items-center gap-2.5 rounded-md px-2 text-base transition-colors pointer-coarse:h-11',
                      isCurrent
                        ? 'bg-surface-raised font-medium text-ink shadow-[0_0_0_1px_var(--line)]'
                        : 'text-ink-2 hover:bg-surface-hover hover:text-ink',
                    )}
                  >
                    <place.icon aria-hidden className={cx('size-4', isCurrent ? 'text-accent-text' : 'text-ink-3')} />
                    <span className="flex-1">{place.label}</span>
                    <LinkPending />
                    {count > 0 ? (
                      <span className="figures rounded-sm bg-warn-tint px-1.5 font-medium text-warn-ink text-xs leading-5">
                        {count.toLocaleString('en')}
                        <span className="sr-only"> waiting</span>
                      </span>
                    ) : (
                      <span
                        aria-hidden
                        className="opacity-0 transition-opacity group-hover:opacity-100 pointer-coarse:hidden"
                      >
                        <Kbd>{`g ${place.key}`}</Kbd>
                      </span>
                    )}
                  </Link>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </div>
  )
}
