'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { Page } from '#lib/platform/page-key.ts'
import type { TicketRow } from '#lib/tickets/list-tickets.ts'
import {
  AGE_BUCKET_KEYS,
  AGE_BUCKETS,
  ageBucketOf,
  PRIORITIES,
  priorityLook,
  QUEUE_VIEWS,
  ticketLook,
} from '#lib/tickets/model.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'
import { BulkWork } from './bulk-work.tsx'
import { TicketPeek } from './ticket-peek.tsx'

const column = createColumnHelper<Features, TicketRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('title', { header: 'Ticket', meta: { grow: true } }),
    column.accessor('priority', {
      header: 'Priority',
      cell: ({ getValue }) => <Pill tone={priorityLook(getValue()).tone}>{priorityLook(getValue()).word}</Pill>,
    }),
    column.accessor('state', {
      header: 'Status',
      meta: { hideBelow: 'sm' },
      cell: ({ row: { original } }) => <StatePill row={original} now={now} />,
    }),
    column.accessor('ownerName', {
      header: 'Owner',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => getValue() || <span className="text-ink-3">nobody</span>,
    }),
    column.accessor('dueAt', {
      header: 'Due',
      enableSorting: true,
      cell: ({ row: { original } }) =>
        original.state !== 'resolved' && original.dueAt <= now ? (
          <span className="text-bad-ink">late, {original.dueAt.slice(0, 10)}</span>
        ) : (
          original.dueAt.slice(0, 10)
        ),
    }),
    column.accessor('openedAt', {
      header: 'Opened',
      enableSorting: true,
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.display({
      id: 'age',
      header: 'Age',
      meta: { hideBelow: 'lg' },
      cell: ({ row: { original } }) => AGE_BUCKETS[ageBucketOf(new Date(original.openedAt), new Date(now))].label,
    }),
    column.accessor('action', { header: 'Next step', meta: { grow: true, hidden: true } }),
    column.accessor('subjectKind', {
      header: 'About',
      meta: { hideBelow: 'xl' },
      cell: ({ getValue }) => getValue().replaceAll('_', ' '),
    }),
    column.accessor('code', { header: 'Check or rule', meta: { hidden: true } }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

function StatePill({ row, now }: { readonly row: TicketRow; readonly now: string }) {
  const isAside = row.state !== 'resolved' && row.snoozedUntil !== null && row.snoozedUntil > now
  const { word, tone } = ticketLook(isAside ? 'snoozed' : row.state)
  return <Pill tone={tone}>{word}</Pill>
}

const filtersFor = (owners: readonly OwnerChoice[]) => [
  {
    key: 'state',
    label: 'Status',
    options: QUEUE_VIEWS.map((view) => ({ value: view, label: view === 'all' ? 'any' : ticketLook(view).word })),
  },
  {
    key: 'priority',
    label: 'Priority',
    options: PRIORITIES.map((priority) => ({ value: priority, label: priorityLook(priority).word })),
  },
  {
    key: 'owner',
    label: 'Owner',
    options: [{ value: 'nobody', label: 'nobody' }, ...owners.map(({ id, name }) => ({ value: id, label: name }))],
  },
  { key: 'age', label: 'Age', options: AGE_BUCKET_KEYS.map((key) => ({ value: key, label: AGE_BUCKETS[key].label })) },
  {
    key: 'due',
    label: 'Due',
    options: [
      { value: 'overdue', label: 'past' },
      { value: 'today', label: 'within a day' },
      { value: 'week', label: 'within a week' },
    ],
  },
  { key: 'about', label: 'About', kind: 'text' as const },
]

type QueueTableProps = {
  readonly page: Page<TicketRow>
  readonly owners: readonly OwnerChoice[]
  /** The server's present, ISO 8601. */
  readonly now: string
  readonly canWork: boolean
}

/** The queue of tickets: what is due first comes first. */
export function QueueTable({ page, owners, now, canWork }: QueueTableProps) {
  return (
    <DataTable
      id="tickets"
      label="Tickets"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Words, ticket or subject id"
      filters={filtersFor(owners)}
      rowHref={(row) => `/tickets/${row.id}`}
      peek={(row) => <TicketPeek ticket={row} now={now} />}
      peekTitle={(row) => row.title}
      {...(canWork && {
        selectionBar: (rows: readonly TicketRow[], clear: () => void) => (
          <BulkWork tickets={rows} owners={owners} onDone={clear} />
        ),
      })}
      exportHref="/api/exports/tickets"
      empty={{
        title: 'Nothing waits for work',
        children: 'A check that fails, a proof that breaks or a payout that does not tie out opens a ticket here.',
      }}
    />
  )
}
