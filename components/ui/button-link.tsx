import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'

type ButtonLinkProps = {
  readonly href: string
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  /** A file to save (an export), not a page to go to. */
  readonly download?: boolean
  readonly children: ReactNode
}

/** A place to go that looks like a button. */
export function ButtonLink({
  href,
  variant = 'quiet',
  size = 'md',
  icon,
  download = false,
  children,
}: ButtonLinkProps) {
  const look = buttonLook(variant, size)
  if (download || /^https?:/.test(href)) {
    return (
      <a href={href} className={look} download={download || undefined} rel="noreferrer">
        {icon}
        {children}
      </a>
    )
  }
  return (
    <Link prefetch={false} href={href as Route} className={look}>
      {icon}
      {children}
    </Link>
  )
}
