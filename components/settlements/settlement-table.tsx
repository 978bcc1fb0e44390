'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import type { SettlementRow, SettlementTotals } from '#lib/settlements/list-settlements.ts'
import { SETTLEMENT_STATES } from '#lib/settlements/schema.ts'
import { settlementLook } from '#lib/settlements/state-model.ts'
import { SettlementPeek } from './settlement-peek.tsx'

const column = createColumnHelper<Features, SettlementRow>()

const settlementColumns = column.columns([
  column.accessor('source', { header: 'Invoice or payment', meta: { grow: true } }),
  column.accessor('orderId', { header: 'Order', meta: { hideBelow: 'md' } }),
  column.accessor('sellers', { header: 'Seller', meta: { grow: true } }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ getValue }) => {
      const { word, tone } = settlementLook(getValue())
      return <Pill tone={tone}>{word}</Pill>
    },
  }),
  column.accessor('accountingOn', { header: 'Collected', enableSorting: true, meta: { hideBelow: 'sm' } }),
  column.accessor('gross', {
    header: 'Gross',
    enableSorting: true,
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('refunded', {
    header: 'Refunded',
    meta: { align: 'end', hidden: true },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} muted />,
  }),
  column.accessor('commission', {
    header: 'Commission',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} muted />,
  }),
  column.accessor('owed', {
    header: 'Sellers’ share',
    meta: { align: 'end', hideBelow: 'md' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: SETTLEMENT_STATES.map((state) => ({ value: state, label: settlementLook(state).word })),
  },
  { key: 'currency', label: 'Currency', kind: 'text' },
] as const

type SettlementTableProps = { readonly page: Page<SettlementRow>; readonly totals: readonly SettlementTotals[] }

/** Every settlement, with what the filtered ones add up to. */
export function SettlementTable({ page, totals }: SettlementTableProps) {
  return (
    <DataTable
      id="settlements"
      label="Settlements"
      columns={settlementColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      count={totals.reduce((sum, { count }) => sum + count, 0)}
      searchPlaceholder="Seller, invoice, order or id"
      filters={FILTERS}
      rowHref={(row) => `/settlements/${row.id}`}
      peek={(row) => <SettlementPeek row={row} />}
      peekTitle={(row) => row.source}
      totals={totals.map(({ currency, gross, refunded, commission, owed }) => ({
        currency,
        cells: {
          gross: <MoneyCell amount={gross} />,
          refunded: <MoneyCell amount={refunded} />,
          commission: <MoneyCell amount={commission} />,
          owed: <MoneyCell amount={owed} />,
        },
      }))}
      exportHref="/api/exports/settlements"
      empty={{ title: 'No settlement yet', children: 'They appear when a paid invoice or a payment reaches us.' }}
    />
  )
}
