'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { Pill } from '#components/ui/pill.tsx'
import type { OnboardingRow } from '#lib/onboarding/list-onboardings.ts'
import { SHOWN_STATES, stateLook } from '#lib/onboarding/state-model.ts'
import type { Page } from '#lib/platform/page-key.ts'

const column = createColumnHelper<Features, OnboardingRow>()

const columns = column.columns([
  column.accessor('name', { header: 'Seller', meta: { grow: true } }),
  column.accessor('state', {
    header: 'Status',
    cell: ({ row: { original } }) => {
      const { word, tone } = stateLook(original.state)
      return <Pill tone={original.isStuck ? 'warn' : tone}>{word}</Pill>
    },
  }),
  column.accessor('days', {
    header: 'Days in it',
    meta: { align: 'end' },
    cell: ({ row: { original } }) => (
      <span className={original.isStuck ? 'figures text-warn-ink' : 'figures'}>
        {original.days}
        {original.isStuck ? ', stuck' : ''}
      </span>
    ),
  }),
  column.accessor('waits', { header: 'What it waits for', meta: { grow: true, hideBelow: 'md' } }),
  column.accessor('email', { header: 'Address', meta: { hideBelow: 'lg' } }),
  column.accessor('country', { header: 'Country', meta: { hideBelow: 'xl' } }),
  column.accessor('template', { header: 'Terms', meta: { hideBelow: 'xl' } }),
  column.accessor('invitedAt', {
    header: 'Invited',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => <span className="figures">{getValue().slice(0, 10)}</span>,
  }),
  column.accessor('daysToLive', {
    header: 'Days to live',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => <span className="figures">{getValue() ?? '–'}</span>,
  }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'state',
    label: 'Status',
    options: SHOWN_STATES.map((state) => ({ value: state, label: stateLook(state).word })),
  },
  { key: 'stuck', label: 'Waiting', options: [{ value: 'stuck', label: 'too long' }] },
] as const

/** Sellers on the way in, the newest invitation first. */
export function OnboardingTable({ page }: { readonly page: Page<OnboardingRow> }) {
  return (
    <DataTable
      id="onboarding"
      label="Sellers on the way in"
      columns={columns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Name, address or id"
      filters={FILTERS}
      rowHref={(row) => `/onboarding/${row.id}`}
      exportHref="/api/exports/onboarding"
      empty={{
        title: 'Nobody was invited yet',
        children: 'Invite a seller: a mail leads them to their account at Stripe, the terms and the portal.',
      }}
    />
  )
}
