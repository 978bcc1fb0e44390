'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import type { BankFile } from '#lib/reconciliation/bank/list-bank-files.ts'

const column = createColumnHelper<Features, BankFile>()

const columns = column.columns([
  column.accessor('fileName', { header: 'File', meta: { grow: true } }),
  column.accessor('accountName', {
    header: 'Account',
    meta: { hideBelow: 'sm' },
    cell: ({ getValue }) => getValue() || '–',
  }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ getValue }) => <Pill tone={getValue() === 'imported' ? 'good' : 'bad'}>{getValue()}</Pill>,
  }),
  column.display({
    id: 'days',
    header: 'Days',
    meta: { hideBelow: 'md' },
    cell: ({ row: { original } }) => (original.firstOn === null ? '–' : `${original.firstOn} to ${original.lastOn}`),
  }),
  column.accessor('lineCount', { header: 'Lines', meta: { align: 'end' } }),
  column.accessor('skippedCount', { header: 'Left out', meta: { align: 'end', hideBelow: 'sm' } }),
  column.accessor('sum', {
    header: 'Sum',
    meta: { align: 'end', hideBelow: 'xl' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('closing', {
    header: 'Closing',
    meta: { align: 'end', hideBelow: 'md' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('format', { header: 'Format', meta: { hidden: true } }),
  column.accessor('importedByName', { header: 'By', meta: { hidden: true } }),
  column.accessor('importedAt', {
    header: 'Imported',
    meta: { hideBelow: 'sm' },
    cell: ({ getValue }) => getValue().slice(0, 10),
  }),
  column.accessor('source', { header: 'Came by', meta: { hidden: true } }),
])

const STATES = { imported: 'Imported', refused: 'Refused' } as const
const FILTERS = [
  { key: 'state', label: 'Status', options: Object.entries(STATES).map(([value, label]) => ({ value, label })) },
] as const

/** Every statement file, refused ones among them. */
export function FileTable({ page }: { readonly page: Page<BankFile> }) {
  return (
    <DataTable
      id="bank-files"
      label="Statement files"
      columns={columns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="File name"
      filters={FILTERS}
      rowHref={(row) => `/bank/files/${row.id}`}
      empty={{
        title: 'No statement yet',
        children: 'Import one, let your bank’s connection post it with an API key, or put it into the watched folder.',
      }}
    />
  )
}
