'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'

/** Closes the dialog or sheet it stands in. Without a tooltip: that would take the first esc for itself. */
export function CloseButton() {
  return (
    <Base.Close
      aria-label="Close"
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-surface-hover hover:text-ink pointer-coarse:size-11"
    >
      <X aria-hidden className="size-4" />
    </Base.Close>
  )
}
