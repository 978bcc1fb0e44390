'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { ProposalRow, ProposalTotals } from '#lib/approvals/list-proposals.ts'
import { KIND_WORDS, STATE_WORDS } from '#lib/approvals/model.ts'
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '#lib/approvals/schema.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { StatePill } from './state-pill.tsx'

const column = createColumnHelper<Features, ProposalRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('summary', { header: 'Proposal', meta: { grow: true } }),
    column.accessor('state', { header: 'Status', cell: ({ getValue }) => <StatePill state={getValue()} /> }),
    column.accessor('stateReason', { header: 'Reason', meta: { grow: true, hideBelow: 'lg' } }),
    column.accessor('proposedBy', { header: 'Proposed by', meta: { hideBelow: 'xl' } }),
    column.accessor('providerObjectId', {
      header: 'At Stripe',
      meta: { hidden: true },
      cell: ({ getValue }) => <span className="font-mono text-sm">{getValue()}</span>,
    }),
    column.accessor('stateAt', {
      header: 'Since',
      meta: { hideBelow: 'sm' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('amount', {
      header: 'Amount',
      meta: { align: 'end' },
      cell: ({ getValue }) => (getValue().minor === '0' ? null : <MoneyCell amount={getValue()} />),
    }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: PROPOSAL_STATES.map((state) => ({ value: state, label: STATE_WORDS[state].word })),
  },
  { key: 'kind', label: 'Kind', options: PROPOSAL_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] })) },
  { key: 'currency', label: 'Currency', kind: 'text' },
] as const

type ProposalTableProps = {
  readonly page: Page<ProposalRow>
  readonly totals: readonly ProposalTotals[]
  readonly now: string
}

/** Every proposal there was, with what the filtered ones add up to. */
export function ProposalTable({ page, totals, now }: ProposalTableProps) {
  return (
    <DataTable
      id="proposals"
      label="Proposals"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      count={totals.reduce((sum, { count }) => sum + count, 0)}
      searchPlaceholder="Words of the proposal, or an id"
      filters={FILTERS}
      rowHref={(row) => `/approvals/${row.id}`}
      totals={totals.map(({ currency, amount }) => ({ currency, cells: { amount: <MoneyCell amount={amount} /> } }))}
      exportHref="/api/exports/approvals"
      empty={{ title: 'No proposal yet', children: 'A settled payment proposes its transfers here.' }}
    />
  )
}
