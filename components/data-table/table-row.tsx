'use client'

import { FlexRender, type Row as TableRowModel } from '@tanstack/react-table'
import type { Route } from 'next'
import Link from 'next/link'
import { type MouseEvent, memo } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/cx.ts'
import { cellLook } from './columns.ts'
import type { Features } from './features.ts'

type TableRowProps<Row extends object> = {
  readonly row: TableRowModel<Features, Row>
  readonly href: string | undefined
  readonly density: 'compact' | 'comfortable'
  readonly isSelectable: boolean
  readonly isSelected: boolean
  readonly isTabStop: boolean
  /** Ids of the columns that are shown: the row is drawn anew when they change. */
  readonly shownColumns: string
  readonly onFocusRow: (rowId: string) => void
  readonly onOpen: (href: string) => void
}

/** One row. The first cell is a real link; a click anywhere else in the row goes to the same place. */
function TableRowOf<Row extends object>(props: TableRowProps<Row>) {
  const { row, href, density, isSelectable, isSelected, isTabStop, onFocusRow, onOpen } = props
  const cell = cx(
    density === 'compact' ? 'h-9' : 'h-11',
    'border-line border-b px-3 first:pl-4 last:pr-4 pointer-coarse:h-11',
  )
  const click = (event: MouseEvent<HTMLElement>) => {
    if (!href || event.defaultPrevented || isInteractive(event.target) || window.getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener')
    else onOpen(href)
  }
  return (
    <tr
      data-row={row.id}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocusRow(row.id)}
      onClick={click}
      aria-selected={isSelectable ? isSelected : undefined}
      className={cx(
        'group/row transition-colors last:[&>td]:border-b-0 focus-visible:-outline-offset-2',
        href && 'cursor-pointer',
        isSelected ? 'bg-accent-tint' : 'hover:bg-surface-hover',
      )}
    >
      {isSelectable ? (
        <td className={cx(cell, 'w-0 pr-0')}>
          <span className="flex">
            <Checkbox
              aria-label={`Select ${row.id}`}
              checked={isSelected}
              tabIndex={-1}
              readOnly
              onClick={row.getToggleSelectedHandler()}
            />
          </span>
        </td>
      ) : null}
      {row.getVisibleCells().map((entry, position) => (
        <td key={entry.id} className={cx(cell, cellLook(entry.column.columnDef.meta))}>
          {href && position === 0 ? (
            <Link
              href={href as Route}
              prefetch={false}
              tabIndex={-1}
              className="rounded-sm font-medium text-ink group-hover/row:underline"
            >
              <FlexRender cell={entry} />
            </Link>
          ) : (
            <FlexRender cell={entry} />
          )}
        </td>
      ))}
    </tr>
  )
}

/** Drawn again only when something about this very row changed: walking through 200 rows stays quick. */
export const TableRow = memo(TableRowOf) as typeof TableRowOf

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select, [role="menuitem"]') !== null
}
