'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { MessageRow } from '#lib/messages/list-messages.ts'
import { MESSAGE_KINDS, MESSAGE_STATES, messageKindWord, messageLook } from '#lib/messages/model.ts'
import type { Page } from '#lib/platform/page-key.ts'

const column = createColumnHelper<Features, MessageRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('subject', { header: 'Message', meta: { grow: true } }),
    column.accessor('kind', { header: 'Kind', cell: ({ getValue }) => messageKindWord(getValue()) }),
    column.accessor('to', { header: 'To', meta: { hideBelow: 'sm' } }),
    column.accessor('state', {
      header: 'Status',
      cell: ({ getValue }) => <Pill tone={messageLook(getValue()).tone}>{messageLook(getValue()).word}</Pill>,
    }),
    column.accessor('attempts', { header: 'Tries', meta: { align: 'end', hideBelow: 'md' } }),
    column.accessor('lastError', { header: 'Last answer', meta: { grow: true, hideBelow: 'lg' } }),
    column.accessor('createdAt', {
      header: 'Queued',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: MESSAGE_STATES.map((state) => ({ value: state, label: messageLook(state).word })),
  },
  {
    key: 'kind',
    label: 'Kind',
    options: MESSAGE_KINDS.map((kind) => ({
      value: kind,
      label: messageKindWord(kind),
    })),
  },
] as const

/** The outbox: every message once, with how far it got. */
export function MessageTable({ page, now }: { readonly page: Page<MessageRow>; readonly now: string }) {
  return (
    <DataTable
      id="messages"
      label="Messages"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Recipient, words or id"
      filters={FILTERS}
      rowHref={(row) => `/messages/${row.id}`}
      exportHref="/api/exports/messages"
      empty={{
        title: 'Nothing was sent yet',
        children: 'Mail that somebody approved, and tickets for the system outside, appear here.',
      }}
    />
  )
}
