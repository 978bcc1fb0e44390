'use client'

import { type RowSelectionState, type TableOptions, useTable } from '@tanstack/react-table'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { columnKey, defaultVisibility } from './columns.ts'
import { type Features, features } from './features.ts'
import type { Filter } from './filter.ts'
import { NothingFound } from './nothing-found.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { TableBody } from './table-body.tsx'
import { TableFooter } from './table-footer.tsx'
import { TableHead } from './table-head.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import { TableTotals, type TotalsRow } from './table-totals.tsx'
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
/** A region that scrolls must be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 } as const

/** A list that the server filters, sorts and pages by key; its whole state is in the address. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { id, label, columns, rows, getRowId, page, filters = NO_FILTERS, rowHref, peek, selectionBar, error } = props
  const router = useRouter()
  const list = useListState(filters)
  const { preferences, keep } = useTablePreferences(id)
  const [selection, setSelection] = useState<RowSelectionState>({})
  const body = useRef<HTMLTableSectionElement>(null)

  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId,
    manualSorting: true,
    enableSortingRemoval: true,
    enableMultiSort: false,
    defaultColumn: { enableSorting: false },
    enableRowSelection: selectionBar !== undefined,
    state: {
      sorting: list.list.sort ? [{ id: list.list.sort, desc: list.list.dir === 'desc' }] : [],
      columnVisibility: { ...defaultVisibility(columns), ...preferences.columns },
      rowSelection: selection,
    },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(table.state.sorting) : update
      list.sortBy(next?.id ?? null, next ? (next.desc ? 'desc' : 'asc') : null)
    },
    onRowSelectionChange: setSelection,
  })

  const shown = table.getRowModel().rows
  const rowOf = (rowId: string) => shown.find((row) => row.id === rowId)
  const open = (rowId: string) => {
    const row = rowOf(rowId)
    if (row && rowHref) router.push(rowHref(row.original) as Route)
  }
  const keys = useRowKeys({
    rowIds: shown.map((row) => row.id),
    body,
    open: rowHref ? open : undefined,
    select: selectionBar ? (rowId) => rowOf(rowId)?.toggleSelected() : undefined,
    canPeek: peek !== undefined,
  })
  const turn = {
    next: page.nextCursor === null ? undefined : () => list.turnTo({ after: page.nextCursor, before: null }),
    previous:
      page.previousCursor === null ? undefined : () => list.turnTo({ after: null, before: page.previousCursor }),
  }
  useShortcuts({
    ...(turn.previous ? { '[': turn.previous } : {}),
    ...(turn.next ? { ']': turn.next } : {}),
  })

  const peeked = keys.peekedId === null ? undefined : rowOf(keys.peekedId)
  const selected = table.getSelectedRowModel().rows.map((row) => row.original)
  const clearSelection = () => setSelection({})

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
          label: columnKey(column.columnDef),
          visible: column.getIsVisible(),
        }))}
        onColumnChange={(columnId, visible) => keep({ columns: { ...preferences.columns, [columnId]: visible } })}
      />
      <div className="overflow-hidden rounded-md border border-line bg-surface-raised">
        <section
          {...REACHABLE}
          aria-label={label}
          aria-busy={list.isPending}
          className="overflow-auto focus-visible:-outline-offset-2 md:max-h-[calc(100dvh-11rem)] md:min-h-48"
        >
          {error === undefined ? (
            <table className="w-full border-separate border-spacing-0 text-sm">
              <caption className="sr-only">{label}</caption>
              <TableHead table={table} isSelectable={selectionBar !== undefined} />
              <TableBody
                table={table}
                body={body}
                density={preferences.density}
                isPending={list.isPending}
                isSelectable={selectionBar !== undefined}
                focusedId={keys.focusedId}
                onFocusRow={keys.setFocusedId}
                rowHref={rowHref}
              />
              <TableTotals table={table} totals={props.totals ?? []} isSelectable={selectionBar !== undefined} />
            </table>
          ) : (
            <ErrorState
              title={error}
              onRetry={() => list.startTransition(() => router.refresh())}
              pending={list.isPending}
            />
          )}
          {error === undefined && shown.length === 0 ? (
            list.isNarrowed ? (
              <NothingFound onClear={list.clear} />
            ) : (
              <EmptyState title={props.empty.title} action={props.empty.action}>
                {props.empty.children}
              </EmptyState>
            )
          ) : null}
        </section>
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
