'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import type { MonthLine } from '#lib/ledger/periods/month-lines.ts'

const column = createColumnHelper<Features, MonthLine>()

const columns = column.columns([
  column.accessor('accountingOn', { header: 'Accounting day' }),
  column.accessor('priorOn', {
    header: 'Belongs to',
    meta: { hideBelow: 'sm' },
    cell: ({ getValue }) => (getValue() === null ? '–' : `prior period: ${getValue()}`),
  }),
  column.accessor('description', { header: 'What happened', meta: { grow: true } }),
  column.accessor('rule', { header: 'Rule', meta: { hideBelow: 'lg' } }),
  column.accessor('sellerName', { header: 'Seller', meta: { hideBelow: 'md' } }),
  column.accessor('amount', {
    header: 'Debit less credit',
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
])

type MonthLineTableProps = {
  readonly exportHref: string
  readonly page: {
    readonly rows: readonly MonthLine[]
    readonly nextCursor: string | null
    readonly previousCursor: string | null
  }
}

/** The lines behind a number of the close. */
export function MonthLineTable({ exportHref, page }: MonthLineTableProps) {
  return (
    <DataTable
      id="month-lines"
      label="Lines"
      columns={columns}
      rows={page.rows}
      getRowId={({ key }) => key}
      page={page}
      rowHref={({ entryId }) => `/ledger/entries/${entryId}`}
      exportHref={exportHref}
      empty={{ title: 'No line', children: 'Nothing moved this account by this rule in the month.' }}
    />
  )
}
