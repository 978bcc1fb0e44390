'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import type { LedgerAccountRow } from '#lib/ledger/list-accounts.ts'
import { bookWords } from '#lib/ledger/schema.ts'

const column = createColumnHelper<Features, LedgerAccountRow>()

const columns = column.columns([
  column.accessor('gl', { header: 'Code', meta: { hideBelow: 'sm' } }),
  column.accessor('name', { header: 'Account' }),
  column.accessor('sellerName', {
    header: 'Seller',
    meta: { grow: true },
    cell: ({ row: { original } }) => original.sellerName || original.subject || <span className="text-ink-3">–</span>,
  }),
  column.accessor('book', { header: 'Book', meta: { hideBelow: 'lg' }, cell: ({ getValue }) => bookWords(getValue()) }),
  column.accessor('lineCount', { header: 'Lines', meta: { align: 'end', hideBelow: 'md' } }),
  column.accessor('balance', {
    header: 'Balance',
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
])

type AccountTableProps = {
  readonly page: {
    readonly rows: readonly LedgerAccountRow[]
    readonly nextCursor: string | null
    readonly previousCursor: string | null
  }
}

/** Accounts one by one, in the order they were opened. */
export function AccountTable({ page }: AccountTableProps) {
  return (
    <DataTable
      id="ledger-accounts"
      label="Accounts"
      columns={columns}
      rows={page.rows}
      getRowId={({ id }) => id}
      page={page}
      searchPlaceholder="Seller, seller id or account"
      filters={[
        { key: 'book', label: 'Book', kind: 'text' },
        { key: 'code', label: 'Account', kind: 'text' },
        { key: 'currency', label: 'Currency', kind: 'text' },
      ]}
      rowHref={({ id }) => `/ledger/accounts/${id}`}
      exportHref="/api/exports/ledger/accounts"
      empty={{ title: 'No account is open yet', children: 'Accounts open with the first entry that needs them.' }}
    />
  )
}
