'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { CheckRow } from '#lib/events/backfill/read-backfill-page.ts'

const column = createColumnHelper<Features, CheckRow>()

const columns = column.columns([
  column.accessor('name', {
    header: 'Account',
    meta: { grow: true },
    cell: ({ row: { original } }) => <span title={original.account}>{original.name || 'the platform'}</span>,
  }),
  column.accessor('kind', { header: 'List' }),
  column.accessor('day', { header: 'Day', meta: { hideBelow: 'md' }, cell: ({ getValue }) => getValue() || 'all' }),
  column.accessor('stripeCount', {
    header: 'Stripe',
    meta: { align: 'end' },
    cell: ({ getValue }) => getValue().toLocaleString('en'),
  }),
  column.accessor('ourCount', {
    header: 'Here',
    meta: { align: 'end' },
    cell: ({ getValue }) => getValue().toLocaleString('en'),
  }),
  column.accessor('stripeSum', {
    header: 'Sum at Stripe',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <Sum amount={getValue()} />,
  }),
  column.accessor('ourSum', {
    header: 'Sum here',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <Sum amount={getValue()} />,
  }),
  column.accessor('isEqual', {
    header: 'Result',
    cell: ({ row: { original } }) => <Result row={original} />,
  }),
])

function Sum({ amount }: { readonly amount: CheckRow['ourSum'] }) {
  return amount === null ? null : <MoneyCell amount={amount} />
}

function Result({ row }: { readonly row: CheckRow }) {
  const fetched =
    row.missing.length === 0 ? '' : `${row.missing.length} were missing and fetched: ${row.missing.join(', ')}`
  const surplus = row.surplus.length === 0 ? '' : `Only here: ${row.surplus.join(', ')}`
  return (
    <span title={[fetched, surplus].filter((text) => text !== '').join('. ')}>
      <Pill tone={row.isEqual ? 'good' : 'bad'}>
        {row.isEqual ? (row.missing.length === 0 ? 'agrees' : `agrees, ${row.missing.length} fetched`) : 'differs'}
      </Pill>
    </span>
  )
}

/** Stripe's counts and sums beside ours; differences first. */
export function CheckTable({ checks }: { readonly checks: readonly CheckRow[] }) {
  return (
    <DataTable
      id="backfill-checks"
      label="Self-check"
      columns={columns}
      rows={checks}
      getRowId={({ id }) => id}
      page={{ nextCursor: null, previousCursor: null }}
      empty={{ title: 'Nothing is checked yet', children: 'Every list is checked at the end of the reading.' }}
    />
  )
}
