'use client'

import type { ReactTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { cellLook } from './columns.ts'
import type { Features } from './features.ts'

/** The sums of one currency; cells by column id. */
export type TotalsRow = { readonly currency: string; readonly cells: Readonly<Record<string, ReactNode>> }

type TableTotalsProps<Row extends object> = {
  readonly table: ReactTable<Features, Row>
  readonly totals: readonly TotalsRow[]
  readonly isSelectable: boolean
}

/** Sums of everything the filters let through, one row per currency, always in sight. */
export function TableTotals<Row extends object>({ table, totals, isSelectable }: TableTotalsProps<Row>) {
  if (totals.length === 0) return null
  const [first, ...others] = table.getVisibleLeafColumns()
  if (!first) return null
  return (
    <tfoot className="sticky bottom-0 z-10">
      {totals.map((row, index) => {
        const cell = cx(
          'h-9 bg-surface-sunken px-3 font-semibold first:pl-4 last:pr-4',
          index === 0 && 'border-line border-t',
        )
        return (
          <tr key={row.currency}>
            {isSelectable ? <td className={cell} /> : null}
            <th scope="row" className={cx(cell, cellLook(first.columnDef.meta))}>
              Total {row.currency}
            </th>
            {others.map((column) => (
              <td key={column.id} className={cx(cell, cellLook(column.columnDef.meta))}>
                {row.cells[column.id]}
              </td>
            ))}
          </tr>
        )
      })}
    </tfoot>
  )
}
