'use client'

import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** Rows exist, but none that the search and the filters let through. */
export function NothingFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      title="Nothing matches this search and these filters"
      action={<Button onClick={onClear}>Show everything</Button>}
    >
      Take a filter off, or look for another id, name or number.
    </EmptyState>
  )
}
