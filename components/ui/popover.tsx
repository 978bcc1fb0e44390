'use client'

import { Popover as Base } from '@base-ui/react/popover'
import { type ReactElement, type ReactNode, useState } from 'react'

type PopoverProps = {
  readonly title: string
  readonly trigger: ReactElement
  readonly align?: 'start' | 'end'
  readonly children: (close: () => void) => ReactNode
}

/** A small panel at a button, for what needs a form or some lines of text. */
export function Popover({ title, trigger, align = 'start', children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root open={open} onOpenChange={(next) => setOpen(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-50">
          <Base.Popup
            data-layer="modal"
            aria-label={title}
            className="floats w-64 max-w-[calc(100vw-2rem)] rounded-md bg-surface-raised p-3 shadow-float outline-none"
          >
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
