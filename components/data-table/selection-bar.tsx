'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'

type SelectionBarProps = { readonly count: number; readonly onClear: () => void; readonly children: ReactNode }

/** What is selected, what it sums to, and what can be done with all of it. */
export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-30 mx-auto flex max-w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-surface-raised py-2 pr-2 pl-4 shadow-float"
    >
      <span className="figures font-medium" aria-live="polite">
        {count} selected
      </span>
      {children}
      <IconButton label="Clear the selection" icon={<X />} onClick={onClear} />
    </section>
  )
}
