'use client'

import type { TableOptions } from '@tanstack/react-table'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useRef } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { columnName } from './columns.ts'
import type { Features } from './features.ts'
import type { Filter } from './filter.ts'
import { SelectionBar } from './selection-bar.tsx'
import { TableFooter } from './table-footer.tsx'
import { TablePane } from './table-pane.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import type { TotalsRow } from './table-totals.tsx'
import { useDataTable } from './use-data-table.ts'
import { useListState } from './use-list-state.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useTablePreferences } from './use-table-preferences.ts'

export type DataTableProps<Row extends object> = {
  /** Under this name the browser remembers columns and density. */
  readonly id: string
  /** Names the table and the region it scrolls in. */
  readonly label: string
  readonly columns: TableOptions<Features, Row>['columns']
  readonly rows: readonly Row[]
  readonly getRowId: (row: Row) => string
  readonly page: { readonly nextCursor: string | null; readonly previousCursor: string | null }
  /** How many rows there are in all, where the read knows. */
  readonly count?: number | undefined
  readonly searchPlaceholder?: string
  readonly filters?: readonly Filter[]
  readonly rowHref?: (row: Row) => string
  readonly peek?: (row: Row) => ReactNode
  readonly peekTitle?: (row: Row) => ReactNode
  readonly selectionBar?: (rows: readonly Row[], clear: () => void) => ReactNode
  readonly totals?: readonly TotalsRow[]
  readonly exportHref?: string
  readonly empty: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }
  /** Why the rows could not be read, in a sentence. */
  readonly error?: string | undefined
}

const NO_FILTERS: readonly Filter[] = []

/** A list that the server filters, sorts and pages by key; its whole state is in the address. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, getRowId, page, filters = NO_FILTERS, rowHref, peek, selectionBar, error } = props
  const router = useRouter()
  const list = useListState(filters)
  const { preferences, keep } = useTablePreferences(props.id)
  const body = useRef<HTMLTableSectionElement>(null)
  const isSelectable = selectionBar !== undefined
  const { table, clearSelection } = useDataTable({
    columns,
    rows,
    getRowId,
    isSelectable,
    list,
    chosenColumns: preferences.columns,
  })

  const shown = table.getRowModel().rows
  const rowOf = (rowId: string | null) => shown.find((row) => row.id === rowId)
  const { startTransition } = list
  const open = useCallback(
    (href: string) => startTransition(() => router.push(href as Route)),
    [router, startTransition],
  )
  const keys = useRowKeys({
    rowIds: shown.map((row) => row.id),
    body,
    open: rowHref
      ? (rowId) => {
          const row = rowOf(rowId)
          if (row) open(rowHref(row.original))
        }
      : undefined,
    select: isSelectable ? (rowId) => rowOf(rowId)?.toggleSelected() : undefined,
    canPeek: peek !== undefined,
  })
  const { nextCursor, previousCursor } = page
  const turn = {
    next: nextCursor === null ? undefined : () => list.turnTo({ after: nextCursor, before: null }),
    previous: previousCursor === null ? undefined : () => list.turnTo({ after: null, before: previousCursor }),
  }
  useShortcuts({
    ...(turn.previous ? { '[': turn.previous } : {}),
    ...(turn.next ? { ']': turn.next } : {}),
  })
  const peeked = rowOf(keys.peekedId)
  const selected = table.getSelectedRowModel().rows.map((row) => row.original)

  return (
    <div className="@container flex min-w-0 flex-col gap-3">
      <TableToolbar
        filters={filters}
        list={list}
        searchPlaceholder={props.searchPlaceholder}
        exportHref={props.exportHref}
        density={preferences.density}
        onDensityChange={(density) => keep({ density })}
        columns={table.getAllLeafColumns().map((column) => ({
          id: column.id,
          label: columnName(column.columnDef),
          visible: column.getIsVisible(),
        }))}
        onColumnChange={(columnId, visible) => keep({ columns: { ...preferences.columns, [columnId]: visible } })}
      />
      <div className="overflow-hidden rounded-md border border-line bg-surface-raised">
        <TablePane
          label={label}
          table={table}
          list={list}
          body={body}
          density={preferences.density}
          isSelectable={isSelectable}
          focusedId={keys.focusedId}
          onFocusRow={keys.setFocusedId}
          onOpen={open}
          rowHref={rowHref}
          totals={props.totals ?? []}
          empty={props.empty}
          error={error}
        />
        <TableFooter list={list} shownCount={shown.length} count={props.count} turn={turn} />
      </div>
      {selectionBar && selected.length > 0 ? (
        <SelectionBar count={selected.length} onClear={clearSelection}>
          {selectionBar(selected, clearSelection)}
        </SelectionBar>
      ) : null}
      {peek ? (
        <Sheet
          peek
          open={peeked !== undefined}
          onOpenChange={keys.closePeek}
          title={peeked ? (props.peekTitle?.(peeked.original) ?? peeked.id) : ''}
          href={peeked && rowHref ? rowHref(peeked.original) : undefined}
        >
          {peeked ? peek(peeked.original) : null}
        </Sheet>
      ) : null}
    </div>
  )
}
