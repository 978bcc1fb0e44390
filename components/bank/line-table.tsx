'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import { type BankLineRow, LINE_STANDINGS } from '#lib/reconciliation/bank/bank-line-model.ts'

const column = createColumnHelper<Features, BankLineRow>()
const TONES = { open: 'warn', matched: 'good', other: 'plain' } as const

const columns = column.columns([
  column.accessor('bookedOn', { header: 'Booked' }),
  column.accessor('accountName', { header: 'Account', meta: { hideBelow: 'md' } }),
  column.accessor('reference', { header: 'Reference', meta: { grow: true } }),
  column.accessor('counterparty', { header: 'Counterparty', meta: { hideBelow: 'lg' } }),
  column.accessor('amount', {
    header: 'Amount',
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('standing', {
    header: 'Status',
    cell: ({ getValue }) => <Pill tone={TONES[getValue()]}>{LINE_STANDINGS[getValue()]}</Pill>,
  }),
  column.accessor('valueOn', { header: 'Value day', meta: { hidden: true } }),
  column.accessor('bankReference', { header: 'Bank’s reference', meta: { hideBelow: 'xl' } }),
])

type LineTableProps = {
  readonly page: Page<BankLineRow>
  readonly accounts: readonly { readonly id: string; readonly name: string }[]
}

/** What banks booked, newest first. */
export function LineTable({ page, accounts }: LineTableProps) {
  return (
    <DataTable
      id="bank-lines"
      label="Bank lines"
      columns={columns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Reference, other party or exact amount"
      filters={[
        { key: 'account', label: 'Account', options: accounts.map(({ id, name }) => ({ value: id, label: name })) },
        {
          key: 'standing',
          label: 'Status',
          options: Object.entries(LINE_STANDINGS).map(([value, label]) => ({ value, label })),
        },
      ]}
      rowHref={(row) => `/bank/files/${row.fileId}`}
      exportHref="/api/exports/bank-lines"
      empty={{ title: 'No bank line yet', children: 'They come with the first statement.' }}
    />
  )
}
