'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import type { StatementLine } from '#lib/ledger/statement.ts'

const column = createColumnHelper<Features, StatementLine>()

const columns = column.columns([
  column.accessor('lineNo', { header: 'Line', meta: { align: 'end', hideBelow: 'lg' } }),
  column.accessor('accountingOn', {
    header: 'Accounting day',
    cell: ({ row: { original } }) =>
      original.priorOn === null
        ? original.accountingOn
        : `${original.accountingOn} (prior period: ${original.priorOn})`,
  }),
  column.accessor('description', { header: 'What happened', meta: { grow: true } }),
  column.accessor('rule', { header: 'Rule', meta: { hideBelow: 'xl' } }),
  column.accessor('occurredAt', { header: 'Occurred (UTC)', meta: { hidden: true } }),
  column.display({
    id: 'debit',
    header: 'Debit',
    meta: { align: 'end' },
    cell: ({ row: { original } }) => (
      <MoneyCell amount={original.amount.minor.startsWith('-') ? null : original.amount} />
    ),
  }),
  column.display({
    id: 'credit',
    header: 'Credit',
    meta: { align: 'end' },
    cell: ({ row: { original } }) => <MoneyCell amount={creditOf(original)} />,
  }),
  column.accessor('balanceAfter', {
    header: 'Balance',
    meta: { align: 'end', hideBelow: 'md' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} muted />,
  }),
])

type StatementTableProps = {
  readonly accountId: string
  readonly page: {
    readonly rows: readonly StatementLine[]
    readonly nextCursor: string | null
    readonly previousCursor: string | null
  }
  readonly count: number
}

/** What moved an account, newest first, with the balance after each line. */
export function StatementTable({ accountId, page, count }: StatementTableProps) {
  return (
    <DataTable
      id="ledger-statement"
      label="Statement"
      columns={columns}
      rows={page.rows}
      getRowId={({ lineNo }) => lineNo}
      page={page}
      count={count}
      filters={[
        { key: 'from', label: 'From', kind: 'date' },
        { key: 'to', label: 'Until', kind: 'date' },
        { key: 'ref', label: 'About', kind: 'text' },
      ]}
      rowHref={({ entryId }) => `/ledger/entries/${entryId}`}
      exportHref={`/api/exports/ledger/accounts/${accountId}`}
      empty={{ title: 'Nothing moved this account', children: 'Lines appear with the entries that touch it.' }}
    />
  )
}

function creditOf({ amount }: StatementLine) {
  return amount.minor.startsWith('-') ? { ...amount, minor: amount.minor.slice(1) } : null
}
