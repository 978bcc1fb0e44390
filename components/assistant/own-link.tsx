import type { ReactNode } from 'react'
import { TextLink } from '#components/ui/text-link.tsx'
import { ownPath } from './own-path.ts'

type OwnLinkProps = { readonly href: string | null | undefined; readonly children: ReactNode }

/** A link to a page of ours; an address anywhere else stays words. */
export function OwnLink({ href, children }: OwnLinkProps) {
  const path = ownPath(href)
  return path === null ? children : <TextLink href={path}>{children}</TextLink>
}
