import type { Route } from 'next'
import Link from 'next/link'
import type { Words } from '#lib/portal/words-model.ts'
import { FURTHER } from './places-model.ts'

/** The places that do not fit the bottom of the screen. */
export function MoreList({ words }: { readonly words: Words }) {
  return (
    <ul className="flex flex-col">
      {FURTHER.map(({ href, word }) => (
        <li key={href} className="border-line border-b">
          <Link prefetch={false} href={href as Route} className="flex min-h-12 items-center justify-between gap-3">
            {words[word]}
            <span aria-hidden className="text-ink-3">
              ›
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
