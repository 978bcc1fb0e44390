'use client'

import type { ReactTable } from '@tanstack/react-table'
import type { RefObject } from 'react'
import type { Features } from './features.ts'
import { TableRow } from './table-row.tsx'

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

/** The rows; bars in their place while others are on their way. One of them is the way in by tab. */
export function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { table, body, isPending, focusedId, rowHref, ...rest } = props
  const shownColumns = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join(' ')
  return (
    <tbody ref={body} className={isPending ? 'rows-pending' : undefined}>
      {table.getRowModel().rows.map((row, index) => (
        <TableRow
          key={row.id}
          row={row}
          href={rowHref?.(row.original)}
          density={rest.density}
          isSelectable={rest.isSelectable}
          isSelected={row.getIsSelected()}
          isTabStop={focusedId === null ? index === 0 : row.id === focusedId}
          shownColumns={shownColumns}
          onFocusRow={rest.onFocusRow}
          onOpen={rest.onOpen}
        />
      ))}
    </tbody>
  )
}
