'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { ButtonLink } from './button-link.tsx'
import { CloseButton } from './close-button.tsx'
import { cx } from './cx.ts'

type SheetProps = {
  readonly title: ReactNode
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Where the whole object lives. */
  readonly href?: string | undefined
  /** A peek leaves the page behind it usable, and the focus where it is. */
  readonly peek?: boolean
  readonly side?: 'right' | 'left'
  readonly children: ReactNode
}

/** A panel at the edge: the peek at a row, the navigation on a phone. */
export function Sheet({ title, open, onOpenChange, href, peek = false, side = 'right', children }: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} modal={!peek} disablePointerDismissal={peek}>
      <Base.Portal>
        {peek ? null : (
          <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        )}
        <Base.Popup
          {...(peek ? { initialFocus: false, finalFocus: false } : { 'data-layer': 'modal' })}
          className={cx(
            'fixed inset-y-0 z-40 flex w-[min(26rem,100vw)] flex-col bg-surface-raised shadow-float transition-[opacity,translate]',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
            side === 'right'
              ? 'right-0 data-ending-style:translate-x-1 data-starting-style:translate-x-1'
              : 'left-0 max-w-72 data-ending-style:-translate-x-1 data-starting-style:-translate-x-1',
          )}
        >
          <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-5">
            <Base.Title className="min-w-0 flex-1 truncate font-semibold text-base">{title}</Base.Title>
            {href ? (
              <ButtonLink href={href} size="sm">
                Open
              </ButtonLink>
            ) : null}
            <CloseButton />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
