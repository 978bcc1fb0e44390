'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { StatePill } from '#components/approvals/state-pill.tsx'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import type { AdjustmentRow } from '#lib/settlements/adjustments/list-adjustments.ts'
import { ADJUSTMENT_REASONS, REASON_FILTERS, RECURS_WORDS } from '#lib/settlements/adjustments/reasons-model.ts'
import { ProposeCreditButton } from './propose-credit-button.tsx'
import { StopDialog } from './stop-dialog.tsx'

const column = createColumnHelper<Features, AdjustmentRow>()

const adjustmentColumns = column.columns([
  column.accessor('sellerName', { header: 'Seller', meta: { grow: true } }),
  column.accessor('reason', { header: 'Reason', cell: ({ getValue }) => ADJUSTMENT_REASONS[getValue()].word }),
  column.accessor('note', { header: 'Why', meta: { grow: true, hideBelow: 'md' } }),
  column.accessor('amount', {
    header: 'Amount',
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('open', {
    header: 'Not kept back yet',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <MoneyCell amount={getValue().minor === '0' ? null : getValue()} />,
  }),
  column.accessor('state', { header: 'Status', cell: ({ getValue }) => <StatePill state={getValue()} /> }),
  column.accessor('transferState', {
    header: 'Transfer',
    meta: { hideBelow: 'md' },
    cell: ({ row: { original } }) => {
      const { id, sellerName, transferState, reason, amount } = original
      // What the old system reserved is proposed when a person says so.
      const isReserved = transferState === null && reason === 'opening' && BigInt(amount.minor) > 0n
      if (transferState === null && !isReserved) return '–'
      return transferState === null ||
        transferState === 'rejected' ||
        transferState === 'expired' ||
        transferState === 'void' ? (
        <ProposeCreditButton adjustmentId={id} sellerName={sellerName} isFirst={transferState === null} />
      ) : (
        <StatePill state={transferState} />
      )
    },
  }),
  column.accessor('recurs', {
    header: 'Comes',
    meta: { hideBelow: 'lg' },
    cell: ({ row: { original } }) =>
      original.periodOn !== null ? (
        `again for ${original.periodOn}`
      ) : original.isRecurring ? (
        <StopDialog row={original} />
      ) : original.recurs === '' ? (
        'once'
      ) : (
        `${RECURS_WORDS[original.recurs]}, ended`
      ),
  }),
  column.accessor('createdByName', { header: 'Asked by', meta: { hideBelow: 'lg' } }),
  column.accessor('createdAt', {
    header: 'Asked',
    meta: { hideBelow: 'sm' },
    cell: ({ getValue }) => getValue().slice(0, 10),
  }),
  column.accessor('evidence', { header: 'Evidence', meta: { hideBelow: 'xl' } }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'reason',
    label: 'Reason',
    options: REASON_FILTERS.map((code) => ({ value: code, label: ADJUSTMENT_REASONS[code].word })),
  },
] as const

/** Every adjustment that was asked for. */
export function AdjustmentTable({ page }: { readonly page: Page<AdjustmentRow> }) {
  return (
    <DataTable
      id="adjustments"
      label="Adjustments"
      columns={adjustmentColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Seller or id"
      filters={FILTERS}
      rowHref={(row) => `/approvals/${row.proposalId}`}
      exportHref="/api/exports/adjustments"
      empty={{
        title: 'No adjustment yet',
        children: 'Open a seller and choose “Adjust…”, or upload a file with one per line.',
      }}
    />
  )
}
