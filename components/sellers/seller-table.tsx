'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { Sparkline } from '#components/charts/sparkline.tsx'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { ScorePill } from '#components/health/score-pill.tsx'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { HEALTH_BAND_KEYS, HEALTH_BANDS } from '#lib/health/components-model.ts'
import type { HealthySeller } from '#lib/health/sellers/list-sellers.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { STANDINGS, standingLook } from '#lib/sellers/standing-model.ts'

const column = createColumnHelper<Features, HealthySeller>()

const day = (instant: string | null) => instant?.slice(0, 10) ?? '–'

function weeksInWords(weeks: readonly WireMoney[]): string {
  const last = weeks.at(-1)
  const minors = weeks.map(({ minor }) => BigInt(minor))
  const most = minors.reduce((high, minor) => (minor > high ? minor : high), 0n)
  if (last === undefined) return ''
  return `Sales by week, the last ${formatMoney(last)}, the most ${formatMoney({ minor: most, currency: last.currency })}`
}

/** One line per currency; a dash where there is nothing. */
function Amounts({ amounts }: { readonly amounts: readonly WireMoney[] }) {
  if (amounts.length === 0) return <MoneyCell amount={null} />
  return amounts.map((amount) => <MoneyCell key={amount.currency} amount={amount} />)
}

const sellerColumns = column.columns([
  column.accessor('name', { header: 'Seller', meta: { grow: true } }),
  column.accessor('standing', {
    header: 'Status',
    cell: ({ getValue }) => {
      const { word, tone } = standingLook(getValue())
      return <Pill tone={tone}>{word}</Pill>
    },
  }),
  column.accessor('score', {
    header: 'Health',
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <ScorePill score={original.score} change={original.change} />
        {original.alerts === 0 ? null : (
          <span className="text-bad-ink text-sm">
            {original.alerts} {original.alerts === 1 ? 'alert' : 'alerts'}
          </span>
        )}
      </span>
    ),
  }),
  column.accessor('weeks', {
    header: 'Thirteen weeks',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => <Sparkline amounts={getValue()} label={weeksInWords(getValue())} />,
  }),
  column.accessor('reason', { header: 'Why', meta: { hideBelow: 'xl' } }),
  column.accessor('owed', {
    header: 'Owed',
    meta: { align: 'end' },
    cell: ({ getValue }) => <Amounts amounts={getValue()} />,
  }),
  column.accessor('waitingSince', {
    header: 'Oldest owed',
    meta: { align: 'end', hideBelow: 'lg' },
    cell: ({ getValue }) => {
      const age = getValue()
      return age === null ? '–' : `${age} d`
    },
  }),
  column.accessor('carried', {
    header: 'Owes us',
    meta: { align: 'end', hideBelow: 'sm' },
    cell: ({ getValue }) => <Amounts amounts={getValue()} />,
  }),
  column.accessor('country', { header: 'Country', meta: { hidden: true } }),
  column.accessor('currency', { header: 'Paid in', meta: { hideBelow: 'sm' } }),
  column.accessor('accountCreatedAt', {
    header: 'Joined',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor('firstSaleAt', {
    header: 'First sale',
    meta: { hidden: true },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor('stripeAccount', { header: 'Stripe account', meta: { hidden: true } }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const BAND_WORDS = { trouble: 'in trouble', watch: 'watch', well: 'well' } as const

const FILTERS = [
  {
    key: 'standing',
    label: 'Status',
    options: STANDINGS.map((standing) => ({ value: standing, label: standingLook(standing).word })),
  },
  {
    key: 'health',
    label: 'Health',
    options: HEALTH_BAND_KEYS.map((value) => ({
      value,
      label: `${BAND_WORDS[value]} (${HEALTH_BANDS[value].join(' to ')})`,
    })),
  },
  { key: 'alert', label: 'Alerts', options: [{ value: 'open', label: 'open' }] },
] as const

/** Every connected account. */
export function SellerTable({ page }: { readonly page: Page<HealthySeller> }) {
  return (
    <DataTable
      id="sellers"
      label="Sellers"
      columns={sellerColumns}
      rows={page.rows}
      getRowId={(row) => row.id}
      page={page}
      searchPlaceholder="Name, e-mail or account"
      filters={FILTERS}
      rowHref={(row) => `/sellers/${row.id}`}
      exportHref="/api/exports/sellers"
      empty={{ title: 'No seller yet', children: 'They appear when Stripe tells us about a connected account.' }}
    />
  )
}
