'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { PayoutRow } from '#lib/payouts/list-payouts.ts'
import { tieOutLook } from '#lib/payouts/look-model.ts'
import { TIE_OUT_STATES } from '#lib/payouts/model.ts'
import { attentionWords, PAYOUT_ATTENTIONS } from '#lib/payouts/schema.ts'
import type { PayoutTotals } from '#lib/payouts/total-payouts.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { PayoutPeek } from './payout-peek.tsx'

const column = createColumnHelper<Features, PayoutRow>()

const payoutColumns = column.columns([
  column.accessor('owner', { header: 'To', meta: { grow: true } }),
  column.accessor('state', {
    header: 'Tie-out',
    cell: ({ getValue }) => {
      const { word, tone } = tieOutLook(getValue())
      return <Pill tone={tone}>{word}</Pill>
    },
  }),
  column.accessor('mode', {
    header: 'Matched by',
    cell: ({ getValue }) => (getValue() === 'balance' ? 'balance' : 'lines'),
    meta: { hideBelow: 'lg' },
  }),
  column.accessor('createdAt', {
    header: 'Paid out',
    enableSorting: true,
    cell: ({ getValue }) => getValue().slice(0, 10),
    meta: { hideBelow: 'sm' },
  }),
  column.accessor('arrivalOn', { header: 'Arrival', meta: { hideBelow: 'md' } }),
  column.accessor('lines', { header: 'Lines', meta: { align: 'end', hideBelow: 'lg' } }),
  column.accessor('amount', {
    header: 'Payout',
    enableSorting: true,
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('fee', {
    header: 'Fees',
    meta: { align: 'end', hidden: true },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} muted />,
  }),
  column.accessor('remainder', {
    header: 'Remainder',
    meta: { align: 'end', hideBelow: 'md' },
    cell: ({ getValue, row }) => (
      <MoneyCell amount={row.original.state === 'waiting' ? null : getValue()} muted={getValue().minor === '0'} />
    ),
  }),
  column.accessor('variance', {
    header: 'To expected',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} muted={getValue()?.minor === '0'} />,
  }),
  column.accessor('status', { header: 'At Stripe', meta: { hidden: true } }),
  column.accessor('traceId', { header: 'Trace id', meta: { hidden: true } }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'state',
    label: 'Tie-out',
    options: TIE_OUT_STATES.map((state) => ({ value: state, label: tieOutLook(state).word })),
  },
  {
    key: 'side',
    label: 'To',
    options: [
      { value: 'platform', label: 'the platform' },
      { value: 'seller', label: 'sellers' },
    ],
  },
  {
    key: 'attention',
    label: 'Needs a look',
    options: PAYOUT_ATTENTIONS.map((one) => ({ value: one, label: attentionWords(one) })),
  },
  { key: 'currency', label: 'Currency', kind: 'text' },
  { key: 'account', label: 'Account', kind: 'text' },
] as const

type PayoutTableProps = { readonly page: Page<PayoutRow>; readonly totals: readonly PayoutTotals[] }

/** Every payout of every account, with what the filtered ones add up to. */
export function PayoutTable({ page, totals }: PayoutTableProps) {
  return (
    <DataTable
      id="payouts"
      label="Payouts"
      columns={payoutColumns}
      rows={page.rows}
      getRowId={(row) => `${row.account}/${row.id}`}
      page={page}
      count={totals.reduce((sum, { count }) => sum + count, 0)}
      searchPlaceholder="Seller, payout, trace id or amount"
      filters={FILTERS}
      rowHref={(row) => `/payouts/${row.account}/${row.id}`}
      peek={(row) => <PayoutPeek row={row} />}
      peekTitle={(row) => row.owner}
      totals={totals.map(({ currency, amount, fee, remainder }) => ({
        currency,
        cells: {
          amount: <MoneyCell amount={amount} />,
          fee: <MoneyCell amount={fee} />,
          remainder: <MoneyCell amount={remainder} />,
        },
      }))}
      exportHref="/api/exports/payouts"
      empty={{ title: 'No payout yet', children: 'They appear when Stripe pays the platform or a seller out.' }}
    />
  )
}
