'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import type { FilterOption } from '#components/data-table/filter.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { CALL_OUTCOMES, callLook, costWords } from '#lib/assistant/call-model.ts'
import type { CallRow } from '#lib/assistant/list-calls.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { CallPeek } from './call-peek.tsx'

const column = createColumnHelper<Features, CallRow>()

const columnsAt = (now: string) =>
  column.columns([
    column.accessor('name', {
      header: 'Called',
      cell: ({ getValue }) => <span className="font-mono text-sm">{getValue()}</span>,
    }),
    column.accessor('detail', {
      header: 'What it did',
      meta: { grow: true, hideBelow: 'md' },
      cell: ({ getValue, row }) => getValue() || spoken(row.original),
    }),
    column.accessor('outcome', {
      header: 'Outcome',
      cell: ({ getValue }) => <Pill tone={callLook(getValue()).tone}>{callLook(getValue()).word}</Pill>,
    }),
    column.accessor('personName', { header: 'Asked by', meta: { hideBelow: 'sm' } }),
    column.accessor('rowCount', {
      header: 'Rows',
      meta: { align: 'end', hideBelow: 'lg' },
      cell: ({ getValue, row }) => (row.original.kind === 'tool' ? getValue().toLocaleString('en') : ''),
    }),
    column.accessor('model', { header: 'Model', meta: { hideBelow: 'xl' } }),
    column.accessor('costMicros', {
      header: 'Cost',
      meta: { align: 'end', hideBelow: 'xl' },
      cell: ({ getValue }) => costWords(getValue()),
    }),
    column.accessor('tookMs', {
      header: 'Took',
      meta: { align: 'end', hideBelow: 'lg' },
      cell: ({ getValue }) => `${getValue().toLocaleString('en')} ms`,
    }),
    column.accessor('at', { header: 'When', cell: ({ getValue }) => <RelativeTime at={getValue()} now={now} /> }),
    column.accessor('id', { header: 'Id', meta: { hidden: true } }),
  ])

/** A call of a model: what went in and out. */
const spoken = ({ tokensIn, tokensOut }: CallRow): string =>
  tokensIn + tokensOut === 0
    ? 'Chose what comes next'
    : `${tokensIn.toLocaleString('en')} tokens read, ${tokensOut.toLocaleString('en')} written`

type CallTableProps = {
  readonly page: Page<CallRow>
  readonly now: string
  readonly people: readonly FilterOption[]
  readonly tools: readonly FilterOption[]
  readonly mayExport: boolean
}

/** Every call of a tool or a model. Space shows what it was called with. */
export function CallTable({ page, now, people, tools, mayExport }: CallTableProps) {
  return (
    <DataTable
      id="assistant-calls"
      label="Calls of the assistant"
      columns={columnsAt(now)}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Id of a call, conversation or message"
      filters={[
        { key: 'person', label: 'Asked by', options: people },
        {
          key: 'kind',
          label: 'Kind',
          options: [
            { value: 'tool', label: 'a tool' },
            { value: 'model', label: 'a model' },
          ],
        },
        { key: 'name', label: 'Called', options: tools },
        {
          key: 'outcome',
          label: 'Outcome',
          options: CALL_OUTCOMES.map((value) => ({ value, label: callLook(value).word })),
        },
        { key: 'model', label: 'Model', kind: 'text' },
        { key: 'day', label: 'Day', kind: 'date' },
      ]}
      peek={(row) => <CallPeek row={row} />}
      peekTitle={(row) => row.name}
      {...(mayExport ? { exportHref: '/api/exports/assistant-calls' } : {})}
      empty={{
        title: 'Nobody asked anything yet',
        children: 'Every call of a tool or a model appears here, with who asked, what came of it and what it cost.',
      }}
    />
  )
}
