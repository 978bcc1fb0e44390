'use client'

import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { Kbd } from './kbd.tsx'

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  readonly variant?: ButtonVariant | undefined
  readonly size?: ButtonSize | undefined
  readonly icon?: ReactNode
  /** Key that does the same, shown on the button; the page binds it. */
  readonly shortcut?: string | undefined
  readonly pending?: boolean | undefined
  /** Words beside the spinner: "Approving…". */
  readonly pendingLabel?: string | undefined
}

/** A verb and its object. While pending it keeps focus, says what is happening and takes no further press. */
export function Button({
  variant = 'quiet',
  size = 'md',
  icon,
  shortcut,
  pending = false,
  pendingLabel,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={buttonLook(variant, size)}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {pending && pendingLabel ? pendingLabel : children}
      {shortcut && !pending ? <Kbd onFill={variant === 'primary' || variant === 'danger'}>{shortcut}</Kbd> : null}
    </button>
  )
}
