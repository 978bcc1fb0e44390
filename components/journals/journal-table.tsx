'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { StatePill } from '#components/approvals/state-pill.tsx'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { JOURNAL_TEMPLATES, TEMPLATE_CODES } from '#lib/ledger/journals/journals-model.ts'
import type { JournalRow } from '#lib/ledger/journals/list-journals.ts'
import type { Page } from '#lib/platform/page-key.ts'

const column = createColumnHelper<Features, JournalRow>()

const journalColumns = column.columns([
  column.accessor('accountingOn', { header: 'Day' }),
  column.accessor('template', { header: 'Kind', cell: ({ getValue }) => JOURNAL_TEMPLATES[getValue()].word }),
  column.accessor('reason', { header: 'Why', meta: { grow: true } }),
  column.accessor('totals', {
    header: 'Debited',
    meta: { align: 'end' },
    cell: ({ getValue }) => getValue().map((amount) => <MoneyCell key={amount.currency} amount={amount} />),
  }),
  column.accessor('state', { header: 'Status', cell: ({ getValue }) => <StatePill state={getValue()} /> }),
  column.accessor('reversesOn', {
    header: 'Reversed',
    meta: { hideBelow: 'lg' },
    cell: ({ row: { original } }) =>
      original.reversesOn === null
        ? '–'
        : `${original.reversalEntryId === null ? 'on' : 'was, on'} ${original.reversesOn}`,
  }),
  column.accessor('untilOn', {
    header: 'Comes',
    meta: { hideBelow: 'lg' },
    cell: ({ row: { original } }) =>
      original.parentId !== ''
        ? 'again, as approved'
        : original.untilOn === null
          ? 'once'
          : `monthly to ${original.untilOn}`,
  }),
  column.accessor('createdByName', { header: 'Asked by', meta: { hideBelow: 'md' } }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'template',
    label: 'Kind',
    options: TEMPLATE_CODES.map((code) => ({ value: code, label: JOURNAL_TEMPLATES[code].word })),
  },
] as const

/** Every manual journal that was asked for. */
export function JournalTable({ page }: { readonly page: Page<JournalRow> }) {
  return (
    <DataTable
      id="journals"
      label="Journals"
      columns={journalColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Reason or id"
      filters={FILTERS}
      rowHref={(row) => `/ledger/journals/${row.id}`}
      exportHref="/api/exports/journals"
      empty={{
        title: 'No manual journal yet',
        children: 'Accruals, reclassifications and corrections are written here, and approved by somebody else.',
      }}
    />
  )
}
