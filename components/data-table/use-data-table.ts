'use client'

import { type RowSelectionState, type TableOptions, useTable } from '@tanstack/react-table'
import { useState } from 'react'
import { defaultVisibility } from './columns.ts'
import { type Features, features } from './features.ts'
import type { ListState } from './use-list-state.ts'

type DataTableInput<Row extends object> = {
  readonly columns: TableOptions<Features, Row>['columns']
  readonly rows: readonly Row[]
  readonly getRowId: (row: Row) => string
  readonly isSelectable: boolean
  readonly list: ListState
  /** What the person switched on or off, by column id. */
  readonly chosenColumns: Readonly<Record<string, boolean>>
}

/** The table model over rows that the server has already sorted and paged. */
export function useDataTable<Row extends object>(input: DataTableInput<Row>) {
  const { columns, rows, getRowId, isSelectable, list, chosenColumns } = input
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId,
    manualSorting: true,
    enableSortingRemoval: true,
    enableMultiSort: false,
    defaultColumn: { enableSorting: false },
    enableRowSelection: isSelectable,
    state: {
      sorting: list.list.sort ? [{ id: list.list.sort, desc: list.list.dir === 'desc' }] : [],
      columnVisibility: { ...defaultVisibility(columns), ...chosenColumns },
      rowSelection,
    },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(table.state.sorting) : update
      list.sortBy(next?.id ?? null, next ? (next.desc ? 'desc' : 'asc') : null)
    },
    onRowSelectionChange: setRowSelection,
  })
  return { table, clearSelection: () => setRowSelection({}) }
}
