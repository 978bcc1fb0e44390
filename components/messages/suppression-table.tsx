'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { SuppressionRow } from '#lib/messages/suppressions/list-suppressions.ts'
import { categoryName, mailCategory } from '#lib/messages/templates/categories-model.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { LiftButton } from './lift-button.tsx'

const column = createColumnHelper<Features, SuppressionRow>()

const columnsAt = (now: string, mayLift: boolean) =>
  column.columns([
    column.accessor('address', { header: 'Address', meta: { grow: true } }),
    column.accessor('reason', {
      header: 'Why',
      cell: ({ row: { original } }) => (
        <Pill tone={original.liftedAt !== null ? 'plain' : original.reason === 'bounced' ? 'bad' : 'warn'}>
          {original.liftedAt === null ? original.reason : `${original.reason}, lifted`}
        </Pill>
      ),
    }),
    column.accessor('category', {
      header: 'What is kept back',
      meta: { hideBelow: 'sm' },
      cell: ({ getValue }) => kept(getValue()),
    }),
    column.accessor('detail', { header: 'How', meta: { grow: true, hideBelow: 'lg' } }),
    column.accessor('createdAt', {
      header: 'Since',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('liftedBy', { header: 'Lifted by', meta: { hideBelow: 'md' } }),
    column.accessor('id', {
      header: 'Lift',
      cell: ({ row: { original } }) =>
        mayLift && original.reason === 'bounced' && original.liftedAt === null ? (
          <LiftButton suppressionId={original.id} address={original.address} />
        ) : null,
    }),
  ])

function kept(category: string): string {
  const known = mailCategory(category)
  return known === null ? 'all mail' : categoryName(known, 'en')
}

type SuppressionTableProps = { readonly page: Page<SuppressionRow>; readonly now: string; readonly mayLift: boolean }

/** Addresses that are or were not written to, each with why and who lifted it. */
export function SuppressionTable({ page, now, mayLift }: SuppressionTableProps) {
  return (
    <DataTable
      id="suppressions"
      label="Addresses not written to"
      columns={columnsAt(now, mayLift)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Address"
      empty={{ title: 'Every address is written to', children: 'Nothing bounced, and nobody unsubscribed.' }}
    />
  )
}
