'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import type { TrialBalance, TrialBalanceRow } from '#lib/ledger/trial-balance.ts'
import type { WireMoney } from '#lib/money/money.ts'

const column = createColumnHelper<Features, TrialBalanceRow>()

const columns = column.columns([
  column.accessor('gl', { header: 'Code', meta: { hideBelow: 'sm' } }),
  column.accessor('name', {
    header: 'Account',
    meta: { grow: true },
    cell: ({ row: { original } }) => <span title={original.words}>{original.name}</span>,
  }),
  column.accessor('kind', { header: 'Kind', meta: { hideBelow: 'md' } }),
  column.accessor('accountCount', { header: 'Accounts', meta: { align: 'end', hideBelow: 'lg' } }),
  column.accessor('debit', {
    header: 'Debit',
    meta: { align: 'end' },
    cell: ({ getValue }) => <Side amount={getValue()} />,
  }),
  column.accessor('credit', {
    header: 'Credit',
    meta: { align: 'end' },
    cell: ({ getValue }) => <Side amount={getValue()} />,
  }),
])

type TrialBalanceTableProps = {
  readonly balance: TrialBalance
  readonly book: string
  readonly currencies: readonly string[]
}

/** The accounts of a book with their debit and credit balances; each row leads to the accounts behind it. */
export function TrialBalanceTable({ balance, book, currencies }: TrialBalanceTableProps) {
  return (
    <DataTable
      id="trial-balance"
      label="Trial balance"
      columns={columns}
      rows={balance.rows}
      getRowId={({ code, currency }) => `${code} ${currency}`}
      page={{ nextCursor: null, previousCursor: null }}
      filters={[
        { key: 'on', label: 'At the end of', kind: 'date' },
        { key: 'currency', label: 'Currency', options: currencies.map((value) => ({ value, label: value })) },
      ]}
      rowHref={({ accountId, code, currency }) =>
        accountId === null
          ? `/ledger/accounts?book=${book}&code=${code}&currency=${currency}`
          : `/ledger/accounts/${accountId}`
      }
      totals={balance.totals.map(({ currency, debit, credit }) => ({
        currency,
        cells: { debit: <MoneyCell amount={debit} />, credit: <MoneyCell amount={credit} /> },
      }))}
      exportHref="/api/exports/ledger/trial-balance"
      empty={{
        title: 'Nothing is posted yet',
        children: 'Accounts open with the first balance transaction that Stripe reports.',
      }}
    />
  )
}

function Side({ amount }: { readonly amount: WireMoney }) {
  return <MoneyCell amount={amount.minor === '0' ? null : amount} />
}
