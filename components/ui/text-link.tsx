import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link inside text, facts or a cell. */
export function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      prefetch={false}
      href={href as Route}
      className="rounded-sm text-accent-text underline decoration-accent-text/35 underline-offset-3 hover:decoration-current"
    >
      {children}
    </Link>
  )
}
