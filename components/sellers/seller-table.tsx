'use client'

import { createColumnHelper } from '@tanstack/react-table'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Features } from '#components/data-table/features.ts'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { STANDINGS, standingLook } from '#lib/sellers/standing-model.ts'
import type { SellerWithMoney } from '#lib/settlements/list-sellers-with-money.ts'

const column = createColumnHelper<Features, SellerWithMoney>()

const day = (instant: string | null) => instant?.slice(0, 10) ?? '–'

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
  column.accessor('reason', { header: 'Why', meta: { grow: true, hideBelow: 'md' } }),
  column.accessor('owed', {
    header: 'Owed',
    meta: { align: 'end' },
    cell: ({ getValue }) => <Amounts amounts={getValue()} />,
  }),
  column.accessor('carried', {
    header: 'Owes us',
    meta: { align: 'end', hideBelow: 'sm' },
    cell: ({ getValue }) => <Amounts amounts={getValue()} />,
  }),
  column.accessor('country', { header: 'Country', meta: { hideBelow: 'lg' } }),
  column.accessor('currency', { header: 'Paid in', meta: { hideBelow: 'sm' } }),
  column.accessor('accountCreatedAt', {
    header: 'Joined',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor('firstSaleAt', {
    header: 'First sale',
    meta: { hideBelow: 'lg' },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor('stripeAccount', { header: 'Stripe account', meta: { hideBelow: 'xl' } }),
  column.accessor('id', { header: 'Id', meta: { hidden: true } }),
])

const FILTERS = [
  {
    key: 'standing',
    label: 'Status',
    options: STANDINGS.map((standing) => ({ value: standing, label: standingLook(standing).word })),
  },
] as const

/** Every connected account. */
export function SellerTable({ page }: { readonly page: Page<SellerWithMoney> }) {
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
