'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import type { ContractRow } from '#lib/contracts/list-contracts.ts'
import { DRAFT_FILTERS } from '#lib/contracts/schema.ts'
import type { Page } from '#lib/platform/page-key.ts'

const column = createColumnHelper<Features, ContractRow>()

const DRAFT_WORDS = { draft: 'draft', submitted: 'waits for approval', none: 'no draft' } as const

const contractColumns = column.columns([
  column.accessor('seller', { header: 'With', meta: { grow: true } }),
  column.accessor('name', { header: 'Contract', meta: { hideBelow: 'lg' } }),
  column.accessor('version', {
    header: 'Version',
    meta: { align: 'end', hideBelow: 'md' },
    cell: ({ getValue }) => getValue() ?? '–',
  }),
  column.accessor('since', { header: 'Since', meta: { hideBelow: 'md' }, cell: ({ getValue }) => getValue() ?? '–' }),
  column.accessor('rules', { header: 'Rates', meta: { grow: true }, cell: ({ getValue }) => getValue() || 'none yet' }),
  column.accessor('tierCount', {
    header: 'Tiers',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => (getValue() === 0 ? '–' : getValue()),
  }),
  column.accessor('nextOn', {
    header: 'Next change',
    meta: { hideBelow: 'sm' },
    cell: ({ getValue }) => getValue() ?? '–',
  }),
  column.accessor('draft', {
    header: 'Draft',
    cell: ({ getValue }) => {
      const draft = getValue()
      if (draft === null) return null
      return <Pill tone={draft === 'submitted' ? 'wait' : 'warn'}>{DRAFT_WORDS[draft]}</Pill>
    },
  }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'draft',
    label: 'Draft',
    options: DRAFT_FILTERS.map((draft) => ({ value: draft, label: DRAFT_WORDS[draft] })),
  },
] as const

/** Who has which terms, what changes next, and what is being written. */
export function ContractTable({ page }: { readonly page: Page<ContractRow> }) {
  return (
    <DataTable
      id="contracts"
      label="Contracts"
      columns={contractColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Seller or contract"
      filters={FILTERS}
      rowHref={(row) => `/contracts/${row.id}`}
      exportHref="/api/exports/contracts"
      empty={{
        title: 'No contract yet',
        children: 'Start one on a seller’s page; sellers without one are settled by the default contract.',
      }}
    />
  )
}
