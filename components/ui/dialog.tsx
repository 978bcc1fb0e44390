'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactElement, ReactNode } from 'react'
import { CloseButton } from './close-button.tsx'
import { cx } from './cx.ts'

export type DialogProps = {
  readonly title: string
  readonly description?: ReactNode
  /** The button that opens it. Leave out when `open` is held outside. */
  readonly trigger?: ReactElement
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly size?: 'sm' | 'md' | 'lg'
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' } as const

/** A question or a small form over the page. Focus stays inside and returns where it was; esc closes. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  size = 'sm',
  footer,
  children,
}: DialogProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => {
        onOpenChange?.(next)
      }}
    >
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          data-layer="modal"
          className={cx(
            'floats fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[76vh] flex-col rounded-lg bg-surface-raised shadow-float',
            WIDTHS[size],
          )}
        >
          <div className="pt-4 pr-14 pb-3 pl-5">
            <Base.Title className="font-semibold text-lg">{title}</Base.Title>
            {description ? <Base.Description className="mt-0.5 text-ink-2">{description}</Base.Description> : null}
          </div>
          {children ? <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div> : null}
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
          ) : null}
          <div className="absolute top-3 right-3">
            <CloseButton />
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
