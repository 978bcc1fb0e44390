'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import type { RecordFile } from '#lib/reconciliation/records/list-records.ts'

const column = createColumnHelper<Features, RecordFile>()

const columns = column.columns([
  column.accessor('fileName', { header: 'File', meta: { grow: true } }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ getValue }) => <Pill tone={getValue() === 'imported' ? 'good' : 'bad'}>{getValue()}</Pill>,
  }),
  column.accessor('recordCount', { header: 'Records', meta: { align: 'end' } }),
  column.accessor('skippedCount', { header: 'Left out', meta: { align: 'end' } }),
  column.accessor('source', { header: 'Came by', meta: { hideBelow: 'md' } }),
  column.accessor('importedByName', { header: 'By', meta: { hideBelow: 'lg' } }),
  column.accessor('importedAt', { header: 'Imported', cell: ({ getValue }) => getValue().slice(0, 10) }),
])

/** Every file of the order system, refused ones among them. */
export function RecordFileTable({ page }: { readonly page: Page<RecordFile> }) {
  return (
    <DataTable
      id="record-files"
      label="Files of the order system"
      columns={columns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="File name"
      rowHref={(row) => `/bank/records/${row.id}`}
      empty={{
        title: 'No record yet',
        children: 'Import a file of your order system, or let it post its records with an API key.',
      }}
    />
  )
}
