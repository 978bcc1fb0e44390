'use client'

import { ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { isAt, PLACES } from './navigation.ts'

/** The place, and what of it is open. */
export function Breadcrumb() {
  const path = usePathname()
  const place = PLACES.find((candidate) => isAt(candidate, path))
  const below = path.split('/').slice(2).filter(Boolean).map(decodeURIComponent)
  if (!place) return <span />
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-base">
        <li className="shrink-0">
          {below.length === 0 ? (
            <span aria-current="page" className="font-medium">
              {place.label}
            </span>
          ) : (
            <Link prefetch={false} href={place.href as Route} className="rounded-sm text-ink-2 hover:text-ink">
              {place.label}
            </Link>
          )}
        </li>
        {below.map((segment, index) => (
          <li
            key={below.slice(0, index + 1).join('/')}
            aria-current={index === below.length - 1 ? 'page' : undefined}
            className="flex min-w-0 items-center gap-1 max-sm:not-last:hidden"
          >
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span
              className={
                isId(segment) ? 'truncate font-mono text-ink-2 text-xs' : 'inline-block truncate first-letter:uppercase'
              }
            >
              {WORDS[segment] ?? (isId(segment) ? segment : segment.replaceAll('-', ' '))}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Segments that are written otherwise. */
const WORDS: Readonly<Record<string, string>> = { cutover: 'Cut-over', parallel: 'Parallel run' }

function isId(segment: string): boolean {
  return /[_\d]/.test(segment)
}
