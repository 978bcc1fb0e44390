'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { AuditRow } from '#lib/people/list-audit.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { AuditPeek } from './audit-peek.tsx'

const column = createColumnHelper<Features, AuditRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('note', { header: 'What happened', meta: { grow: true } }),
    column.accessor('actorName', { header: 'Who' }),
    column.accessor('actorRole', { header: 'Role', meta: { hideBelow: 'lg' } }),
    column.accessor('action', { header: 'Action', meta: { hideBelow: 'md' } }),
    column.accessor('subjectId', {
      header: 'About',
      meta: { hideBelow: 'xl' },
      cell: ({ row }) => <span className="font-mono text-sm">{row.original.subjectId}</span>,
    }),
    column.accessor('requestId', { header: 'Request', meta: { hidden: true } }),
    column.accessor('at', { header: 'When', cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} /> }),
  ])

const FILTERS = [
  {
    key: 'actor',
    label: 'Who',
    options: [
      { value: 'person', label: 'people' },
      { value: 'system', label: 'the system' },
      { value: 'agent', label: 'agents' },
    ],
  },
  { key: 'action', label: 'Action', kind: 'text' },
] as const

type AuditTableProps = { readonly page: Page<AuditRow>; readonly now: string }

/** Everything that was done. Space shows what was different before and after. */
export function AuditTable({ page, now }: AuditTableProps) {
  return (
    <DataTable
      id="audit"
      label="Audit trail"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Id of an invoice, charge, customer, seller, event or proposal"
      filters={FILTERS}
      peek={(row) => <AuditPeek row={row} />}
      peekTitle={(row) => row.action}
      exportHref="/api/exports/audit"
      empty={{
        title: 'Nothing is recorded yet',
        children: 'Every decision, execution, sign-in and change appears here.',
      }}
    />
  )
}
