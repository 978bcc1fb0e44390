'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { CaseRow, CaseSummary } from '#lib/disputes/list-cases.ts'
import { CASE_KIND_WORDS, CASE_KINDS, statusLook, VIEW_NAMES, VIEWS } from '#lib/disputes/status-model.ts'
import type { Page } from '#lib/platform/page-key.ts'

const column = createColumnHelper<Features, CaseRow>()

const caseColumns = (now: string, timeZone: string) =>
  column.columns([
    column.accessor('dueAt', {
      header: 'Answer by',
      enableSorting: true,
      cell: ({ getValue, row }) => {
        const due = getValue()
        if (due === null) return <span className="text-ink-3">{row.original.kind === 'warning' ? 'at once' : '–'}</span>
        return <RelativeTime at={due} now={now} timeZone={timeZone} />
      },
    }),
    column.accessor('kind', {
      header: 'Kind',
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => CASE_KIND_WORDS[getValue()],
    }),
    column.accessor('reason', {
      header: 'Reason',
      meta: { grow: true },
      cell: ({ getValue }) => getValue().replaceAll('_', ' '),
    }),
    column.accessor('amount', {
      header: 'Amount',
      enableSorting: true,
      meta: { align: 'end' },
      cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
    }),
    column.accessor('chance', {
      header: 'Chance',
      enableSorting: true,
      meta: { align: 'end', hideBelow: 'sm' },
      cell: ({ getValue, row }) => <span title={row.original.chanceWords}>{getValue()}</span>,
    }),
    column.accessor('status', {
      header: 'Status',
      cell: ({ getValue }) => {
        const { word, tone } = statusLook(getValue())
        return <Pill tone={tone}>{word}</Pill>
      },
    }),
    column.accessor('sellerName', {
      header: 'Seller',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => getValue() || '–',
    }),
    column.accessor('network', {
      header: 'Network',
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => getValue() || '–',
    }),
    column.accessor('createdAt', {
      header: 'Opened',
      enableSorting: true,
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} timeZone={timeZone} />,
    }),
    column.accessor('chargeId', { header: 'Charge', meta: { hidden: true } }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

const FILTERS = [
  { key: 'view', label: 'Standing', options: VIEW_NAMES.map((value) => ({ value, label: VIEWS[value].label })) },
  { key: 'kind', label: 'Kind', options: CASE_KINDS.map((value) => ({ value, label: CASE_KIND_WORDS[value] })) },
  {
    key: 'due',
    label: 'Deadline',
    options: [
      { value: 'soon', label: 'within 2 days' },
      { value: 'over', label: 'over' },
    ],
  },
  { key: 'reason', label: 'Reason', kind: 'text' },
  { key: 'currency', label: 'Currency', kind: 'text' },
] as const

type CaseTableProps = {
  readonly page: Page<CaseRow>
  readonly totals: CaseSummary['totals']
  readonly now: string
  readonly timeZone: string
}

/** Disputes, inquiries and early fraud warnings, the nearest deadline first. */
export function CaseTable({ page, totals, now, timeZone }: CaseTableProps) {
  return (
    <DataTable
      id="disputes"
      label="Disputes"
      columns={caseColumns(now, timeZone)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      count={totals.reduce((sum, { count }) => sum + count, 0)}
      searchPlaceholder="Seller, dispute, charge or exact amount"
      filters={FILTERS}
      rowHref={(row) => `/disputes/${row.id}`}
      totals={totals.map(({ currency, amount }) => ({ currency, cells: { amount: <MoneyCell amount={amount} /> } }))}
      exportHref="/api/exports/disputes"
      empty={{
        title: 'Nothing to answer',
        children: 'Disputes, inquiries and early fraud warnings appear here as soon as Stripe tells of them.',
      }}
    />
  )
}
