'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import {
  VARIANCE_AGE_KEYS,
  VARIANCE_CLASS_NAMES,
  VARIANCE_CLASSES,
  VARIANCE_VIEWS,
  varianceLook,
} from '#lib/reconciliation/variances/classes-model.ts'
import type { VarianceRow, VarianceSummary } from '#lib/reconciliation/variances/list-variances.ts'
import { ExplainMany } from './explain-many.tsx'

const column = createColumnHelper<Features, VarianceRow>()

const varianceColumns = column.columns([
  column.accessor('class', { header: 'Class', cell: ({ getValue }) => VARIANCE_CLASSES[getValue()].name }),
  column.accessor('summary', { header: 'What does not tie out', meta: { grow: true, hideBelow: 'md' } }),
  column.accessor('amount', {
    header: 'Amount',
    meta: { align: 'end' },
    cell: ({ getValue }) => <MoneyCell amount={getValue()} />,
  }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ getValue }) => {
      const { word, tone } = varianceLook(getValue())
      return <Pill tone={tone}>{word}</Pill>
    },
  }),
  column.accessor('days', {
    header: 'Age',
    meta: { align: 'end', hideBelow: 'sm' },
    cell: ({ getValue }) => `${getValue()} d`,
  }),
  column.accessor('happenedOn', { header: 'Of', meta: { hideBelow: 'lg' } }),
  column.accessor('sellerName', { header: 'Seller', meta: { hideBelow: 'lg' } }),
  column.accessor('ownerName', {
    header: 'Owner',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => getValue() || <span className="text-ink-3">nobody</span>,
  }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const VIEW_WORDS: Readonly<Record<string, string>> = { todo: 'open and in progress', in_progress: 'in progress' }
const AGE_WORDS = {
  '0-3': 'up to 3 days',
  '4-7': '4 to 7 days',
  '8-30': '8 to 30 days',
  over_30: 'over 30 days',
} as const

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: VARIANCE_VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] ?? value })),
  },
  {
    key: 'class',
    label: 'Class',
    options: VARIANCE_CLASS_NAMES.map((value) => ({ value, label: VARIANCE_CLASSES[value].name })),
  },
  { key: 'age', label: 'Age', options: VARIANCE_AGE_KEYS.map((value) => ({ value, label: AGE_WORDS[value] })) },
  { key: 'currency', label: 'Currency', kind: 'text' },
] as const

type VarianceTableProps = {
  readonly page: Page<VarianceRow>
  readonly totals: VarianceSummary['totals']
  readonly canWork: boolean
}

/** Everything that does not tie out, with what the filtered ones come to whatever their sign. */
export function VarianceTable({ page, totals, canWork }: VarianceTableProps) {
  return (
    <DataTable
      id="variances"
      label="Variances"
      columns={varianceColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      count={totals.reduce((sum, { count }) => sum + count, 0)}
      searchPlaceholder="Seller, order, payout or exact amount"
      filters={FILTERS}
      rowHref={(row) => `/variances/${row.id}`}
      totals={totals.map(({ currency, amount }) => ({ currency, cells: { amount: <MoneyCell amount={amount} /> } }))}
      {...(canWork && {
        selectionBar: (rows: readonly VarianceRow[], clear: () => void) => <ExplainMany rows={rows} onDone={clear} />,
      })}
      exportHref="/api/exports/variances"
      empty={{
        title: 'Everything ties out',
        children:
          'What does not appears here by itself: after each statement, each order file, each payout, and every five minutes.',
      }}
    />
  )
}
