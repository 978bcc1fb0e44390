'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import { ALERT_KINDS, ALERT_VIEWS, alertLook, KINDS } from '#lib/health/alerts/alert-model.ts'
import type { AlertRow } from '#lib/health/alerts/list-alerts.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { ScorePill } from './score-pill.tsx'

const column = createColumnHelper<Features, AlertRow>()

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ')

const alertColumns = column.columns([
  column.accessor('sellerName', { header: 'Seller', meta: { grow: true } }),
  column.accessor('kind', { header: 'Alert', cell: ({ getValue }) => KINDS[getValue()].name }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ row: { original } }) => {
      const { word, tone } = alertLook(original.state)
      return (
        <Pill tone={tone}>
          {word}
          {original.verdict === '' ? '' : `: ${original.verdict}`}
        </Pill>
      )
    },
  }),
  column.accessor('reason', { header: 'What was seen', meta: { grow: true, hideBelow: 'md' } }),
  column.accessor('score', {
    header: 'Health',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => <ScorePill score={getValue()} />,
  }),
  column.accessor('raisedAt', {
    header: 'Raised (UTC)',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => <span className="figures">{minute(getValue())}</span>,
  }),
  column.accessor('snoozedUntil', {
    header: 'Put off until (UTC)',
    meta: { hideBelow: 'xl' },
    cell: ({ getValue }) => {
      const until = getValue()
      return until === null ? '–' : <span className="figures">{minute(until)}</span>
    },
  }),
  column.accessor('ownerName', {
    header: 'Owner',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => getValue() || <span className="text-ink-3">nobody</span>,
  }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  { key: 'state', label: 'Status', options: ALERT_VIEWS.map((value) => ({ value, label: value })) },
  { key: 'kind', label: 'Alert', options: ALERT_KINDS.map((value) => ({ value, label: KINDS[value].name })) },
  {
    key: 'owner',
    label: 'Owner',
    options: [
      { value: 'me', label: 'me' },
      { value: 'nobody', label: 'nobody' },
    ],
  },
] as const

/** Alerts about sellers, newest first. */
export function AlertTable({ page }: { readonly page: Page<AlertRow> }) {
  return (
    <DataTable
      id="alerts"
      label="Alerts"
      columns={alertColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Seller or a word of what was seen"
      filters={FILTERS}
      rowHref={(row) => `/health/${row.id}`}
      exportHref="/api/exports/alerts"
      empty={{
        title: 'No seller needs a look',
        children: 'An alert appears here by itself when a score falls or a detector sees something odd.',
      }}
    />
  )
}
