'use client'

import type { ReactTable } from '@tanstack/react-table'
import type { Route } from 'next'
import Link from 'next/link'
import type { MouseEvent, RefObject } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/cx.ts'
import { cellLook } from './columns.ts'
import type { Features } from './features.ts'

type TableBodyProps<Row extends object> = {
  readonly table: ReactTable<Features, Row>
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly density: 'compact' | 'comfortable'
  readonly isPending: boolean
  readonly isSelectable: boolean
  readonly focusedId: string | null
  readonly onFocusRow: (rowId: string) => void
  readonly onOpen: (href: string) => void
  readonly rowHref: ((row: Row) => string) | undefined
}

/** The rows. The first cell is a real link; a click anywhere else in the row goes to the same place. */
export function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { table, body, density, isPending, isSelectable, focusedId, onFocusRow, onOpen, rowHref } = props
  const { rows } = table.getRowModel()
  const height = density === 'compact' ? 'h-9' : 'h-11'
  const cell = cx(height, 'border-line border-b px-3 first:pl-4 last:pr-4 pointer-coarse:h-11')

  const click = (event: MouseEvent<HTMLElement>, href: string) => {
    if (event.defaultPrevented || isInteractive(event.target) || window.getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener')
    else onOpen(href)
  }

  return (
    <tbody ref={body} className={cx('transition-opacity', isPending && 'opacity-50 delay-100')}>
      {rows.map((row, index) => {
        const href = rowHref?.(row.original)
        const isFocused = row.id === focusedId
        return (
          <tr
            key={row.id}
            data-row={row.id}
            tabIndex={isFocused || (focusedId === null && index === 0) ? 0 : -1}
            onFocus={() => onFocusRow(row.id)}
            onClick={href ? (event) => click(event, href) : undefined}
            aria-selected={isSelectable ? row.getIsSelected() : undefined}
            className={cx(
              'group/row transition-colors last:[&>td]:border-b-0 focus-visible:-outline-offset-2',
              href && 'cursor-pointer',
              row.getIsSelected() ? 'bg-accent-tint' : 'hover:bg-surface-hover',
            )}
          >
            {isSelectable ? (
              <td className={cx(cell, 'w-0 pr-0')}>
                <span className="flex">
                  <Checkbox
                    aria-label={`Select ${row.id}`}
                    checked={row.getIsSelected()}
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
                    <table.FlexRender cell={entry} />
                  </Link>
                ) : (
                  <table.FlexRender cell={entry} />
                )}
              </td>
            ))}
          </tr>
        )
      })}
    </tbody>
  )
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select, [role="menuitem"]') !== null
}
