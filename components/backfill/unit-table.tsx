'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill, type Tone } from '#components/ui/pill.tsx'
import type { UnitRow } from '#lib/events/backfill/read-backfill-page.ts'

const STATES: Readonly<Record<string, { readonly tone: Tone; readonly label: string }>> = {
  waiting: { tone: 'wait', label: 'reading' },
  done: { tone: 'good', label: 'read' },
  absent: { tone: 'plain', label: 'not offered' },
  failed: { tone: 'bad', label: 'failed' },
}

const column = createColumnHelper<Features, UnitRow>()

const columns = column.columns([
  column.accessor('name', {
    header: 'Account',
    meta: { grow: true },
    cell: ({ row: { original } }) => <span title={original.account}>{original.name || 'the platform'}</span>,
  }),
  column.accessor('kind', { header: 'List' }),
  column.accessor('state', {
    header: 'State',
    cell: ({ row: { original } }) => {
      const { tone, label } = STATES[original.state] ?? { tone: 'plain' as const, label: original.state }
      return (
        <span title={original.note}>
          <Pill tone={tone}>{label}</Pill>
        </span>
      )
    },
  }),
  column.accessor('rows', {
    header: 'Objects',
    meta: { align: 'end' },
    cell: ({ getValue }) => getValue().toLocaleString('en'),
  }),
  column.accessor('reached', { header: 'Back to', meta: { hideBelow: 'md' } }),
])

/** Every list of a reading. */
export function UnitTable({ units }: { readonly units: readonly UnitRow[] }) {
  return (
    <DataTable
      id="backfill-units"
      label="Lists"
      columns={columns}
      rows={units}
      getRowId={({ id }) => id}
      page={{ nextCursor: null, previousCursor: null }}
      empty={{ title: 'No list is known yet', children: 'The account’s lists appear when the reading begins.' }}
    />
  )
}
