'use client'

import type { ReactTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/cx.ts'
import { cellLook } from './columns.ts'
import type { Features } from './features.ts'

type TableHeadProps<Row extends object> = { readonly table: ReactTable<Features, Row>; readonly isSelectable: boolean }

const CELL =
  'sticky top-0 z-10 h-9 border-line border-b bg-surface-sunken px-3 font-medium text-ink-2 first:pl-4 last:pr-4'
const SORT_WORDS = { asc: 'ascending', desc: 'descending' } as const

export function TableHead<Row extends object>({ table, isSelectable }: TableHeadProps<Row>) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {isSelectable ? (
            <th scope="col" className={cx(CELL, 'w-0 pr-0 align-middle')}>
              <span className="flex">
                <Checkbox
                  aria-label="Select all rows of this page"
                  disabled={table.getRowModel().rows.length === 0}
                  checked={table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                  onChange={() => table.toggleAllRowsSelected()}
                />
              </span>
            </th>
          ) : null}
          {group.headers.map((header) => {
            const sorted = header.column.getIsSorted()
            const { meta } = header.column.columnDef
            return (
              <th
                key={header.id}
                scope="col"
                aria-sort={sorted ? SORT_WORDS[sorted] : undefined}
                className={cx(CELL, cellLook(meta))}
              >
                {header.column.getCanSort() ? (
                  <button
                    type="button"
                    onClick={() =>
                      sorted === 'desc' ? header.column.clearSorting() : header.column.toggleSorting(sorted === 'asc')
                    }
                    className={cx(
                      'group -mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 font-medium hover:text-ink [&_svg]:size-3.5',
                      meta?.align === 'end' && 'flex-row-reverse',
                      sorted && 'text-ink',
                    )}
                  >
                    <table.FlexRender header={header} />
                    {sorted === 'asc' ? <ArrowUp aria-hidden /> : null}
                    {sorted === 'desc' ? <ArrowDown aria-hidden /> : null}
                    {sorted ? null : (
                      <ChevronsUpDown
                        aria-hidden
                        className="opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
                      />
                    )}
                  </button>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </th>
            )
          })}
        </tr>
      ))}
    </thead>
  )
}
