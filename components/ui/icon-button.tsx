'use client'

import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'children'> & {
  /** Says what it does: read aloud, and shown on hover. */
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string | undefined
}

/** A button with an icon alone; its label is its name and its tooltip. */
export function IconButton({ label, icon, shortcut, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={cx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors pointer-coarse:size-11',
          'hover:bg-surface-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-4',
          'aria-pressed:bg-surface-hover aria-pressed:text-ink data-popup-open:bg-surface-hover data-popup-open:text-ink',
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
