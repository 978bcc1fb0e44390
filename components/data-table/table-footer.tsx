'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuChoice } from '#components/ui/menu.tsx'
import { PAGE_SIZES } from './list-params.ts'
import type { ListState } from './use-list-state.ts'

type TableFooterProps = {
  readonly list: ListState
  readonly shownCount: number
  readonly count: number | undefined
  readonly turn: { readonly next: (() => void) | undefined; readonly previous: (() => void) | undefined }
}

const SIZES = PAGE_SIZES.map((size) => ({ value: String(size), label: `${size} rows` }))

/** How many rows are shown, and the way to the ones before and after. */
export function TableFooter({ list, shownCount, count, turn }: TableFooterProps) {
  return (
    <div className="flex h-11 items-center gap-2 border-line border-t px-2 text-ink-2 text-sm">
      <p aria-live="polite" className="figures flex-1 pl-2">
        {words(shownCount, count)}
      </p>
      <Menu
        align="end"
        trigger={
          <Button variant="plain" size="sm">
            {list.list.limit} rows a page
          </Button>
        }
      >
        <MenuChoice
          label="Rows a page"
          value={String(list.list.limit)}
          options={SIZES}
          onValueChange={(value) => list.choosePageSize(PAGE_SIZES.find((size) => String(size) === value) ?? 50)}
        />
      </Menu>
      <IconButton
        label="Previous page"
        shortcut="["
        icon={<ChevronLeft />}
        disabled={!turn.previous}
        onClick={turn.previous}
      />
      <IconButton label="Next page" shortcut="]" icon={<ChevronRight />} disabled={!turn.next} onClick={turn.next} />
    </div>
  )
}

function words(shownCount: number, count: number | undefined): string {
  const shown = shownCount.toLocaleString('en')
  if (count !== undefined && count > shownCount) return `${shown} of ${count.toLocaleString('en')}`
  return `${shown} ${shownCount === 1 ? 'row' : 'rows'}`
}
