'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { ConversationRow } from '#lib/conversations/list-conversations.ts'
import {
  CHANNEL_WORDS,
  CHANNELS,
  conversationLook,
  LINK_STATES,
  LINK_WORDS,
  SIDE_WORDS,
  SIDES,
  VIEW_WORDS,
  VIEWS,
} from '#lib/conversations/model.ts'
import type { Page } from '#lib/platform/page-key.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'

const column = createColumnHelper<Features, ConversationRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('subject', { header: 'Subject', meta: { grow: true } }),
    column.accessor('correspondent', {
      header: 'From',
      meta: { hideBelow: 'sm' },
      cell: ({ row: { original } }) => (
        <span className="block max-w-56 truncate" dir="auto" title={original.correspondent}>
          {original.correspondentName || original.correspondent}
        </span>
      ),
    }),
    column.display({
      id: 'status',
      header: 'Status',
      cell: ({ row: { original } }) => {
        const { word, tone } = conversationLook(original, now)
        return <Pill tone={tone}>{word}</Pill>
      },
    }),
    column.accessor('waitingSince', {
      header: 'Waits since',
      meta: { hideBelow: 'sm' },
      cell: ({ getValue }) => {
        const since = getValue()
        return since === null ? <span className="text-ink-3">–</span> : <RelativeTime at={since} now={now} />
      },
    }),
    column.accessor('side', {
      header: 'Who',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => SIDE_WORDS[getValue()],
    }),
    column.accessor('sellerName', {
      header: 'Seller',
      meta: { hideBelow: 'md' },
      cell: ({ getValue }) => getValue() || <span className="text-ink-3">none known</span>,
    }),
    column.accessor('linkState', {
      header: 'Linked',
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => <Pill tone={LINK_WORDS[getValue()].tone}>{LINK_WORDS[getValue()].word}</Pill>,
    }),
    column.accessor('ownerName', {
      header: 'Owner',
      meta: { hideBelow: 'lg' },
      cell: ({ getValue }) => getValue() || <span className="text-ink-3">nobody</span>,
    }),
    column.accessor('channel', {
      header: 'By',
      meta: { hideBelow: 'xl' },
      cell: ({ getValue }) => CHANNEL_WORDS[getValue()],
    }),
    column.accessor('messageCount', { header: 'Messages', meta: { hidden: true } }),
    column.accessor('lastAt', {
      header: 'Last message',
      meta: { hideBelow: 'xl' },
      cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} />,
    }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

const filtersFor = (owners: readonly OwnerChoice[]) => [
  { key: 'view', label: 'Status', options: VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] })) },
  { key: 'side', label: 'Who', options: SIDES.map((value) => ({ value, label: SIDE_WORDS[value] })) },
  { key: 'link', label: 'Linked', options: LINK_STATES.map((value) => ({ value, label: LINK_WORDS[value].word })) },
  { key: 'channel', label: 'By', options: CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] })) },
  {
    key: 'owner',
    label: 'Owner',
    options: [{ value: 'nobody', label: 'nobody' }, ...owners.map(({ id, name }) => ({ value: id, label: name }))],
  },
  { key: 'seller', label: 'Seller', kind: 'text' as const },
]

type InboxTableProps = {
  readonly page: Page<ConversationRow>
  readonly owners: readonly OwnerChoice[]
  /** The server's present, ISO 8601. */
  readonly now: string
}

/** Conversations: what waits longest comes first. */
export function InboxTable({ page, owners, now }: InboxTableProps) {
  return (
    <DataTable
      id="inbox"
      label="Conversations"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Words, address, or an id it is linked to"
      filters={filtersFor(owners)}
      rowHref={(row) => `/inbox/${row.id}`}
      empty={{
        title: 'Nobody waits for an answer',
        children: 'Mails from the mail folder, messages of other systems and comments of your tickets come in here.',
      }}
    />
  )
}
