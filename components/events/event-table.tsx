'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { EventRow } from '#lib/events/list-events.ts'
import { EVENT_STATES, eventLook } from '#lib/events/model.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { ReplayButton } from './replay-button.tsx'

const column = createColumnHelper<Features, EventRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('type', { header: 'Event', meta: { grow: true } }),
    column.accessor('state', {
      header: 'Status',
      cell: ({ getValue }) => {
        const { word, tone } = eventLook(getValue())
        return <Pill tone={tone}>{word}</Pill>
      },
    }),
    column.accessor('outcome', { header: 'What became of it', meta: { grow: true, hideBelow: 'md' } }),
    column.accessor('objectId', {
      header: 'Object',
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => <span className="font-mono text-sm">{getValue()}</span>,
    }),
    column.accessor('account', {
      header: 'Account',
      meta: { hidden: true },
      cell: ({ getValue }) => <span className="font-mono text-sm">{getValue()}</span>,
    }),
    column.accessor('attempts', { header: 'Attempts', meta: { align: 'end', hidden: true } }),
    column.accessor('occurredAt', {
      header: 'Happened',
      meta: { hidden: true },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('receivedAt', {
      header: 'Received',
      enableSorting: true,
      meta: { hideBelow: 'sm' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: EVENT_STATES.map((state) => ({ value: state, label: eventLook(state).word })),
  },
  { key: 'type', label: 'Type', kind: 'text' },
  { key: 'account', label: 'Account', kind: 'text' },
] as const

type EventTableProps = {
  readonly page: Page<EventRow>
  /** The server's present, ISO 8601. */
  readonly now: string
  readonly mayReplay: boolean
}

/** The inbox: every event once, with what became of it. */
export function EventTable({ page, now, mayReplay }: EventTableProps) {
  return (
    <DataTable
      id="events"
      label="Events"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => `${row.account}/${row.id}`}
      page={page}
      searchPlaceholder="Event, object or account id, or a type"
      filters={FILTERS}
      rowHref={(row) => `/events/${encodeURIComponent(row.account)}/${encodeURIComponent(row.id)}`}
      {...(mayReplay && {
        selectionBar: (rows: readonly EventRow[], clear: () => void) => (
          <ReplayButton events={rows.map(({ account, id }) => ({ account, id }))} onDone={clear} />
        ),
      })}
      exportHref="/api/exports/events"
      empty={{ title: 'No event yet', children: 'Events appear as Stripe delivers them to this installation.' }}
    />
  )
}
