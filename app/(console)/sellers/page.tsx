import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { SellerTable } from '#components/sellers/seller-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { HEALTH_BAND_KEYS } from '#lib/health/components-model.ts'
import { listSellersWithHealth } from '#lib/health/sellers/list-sellers.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { STANDINGS } from '#lib/sellers/standing-model.ts'

export const metadata: Metadata = { title: 'Sellers' }

const loadQuery = createListLoader({
  standing: parseAsStringLiteral(STANDINGS),
  health: parseAsStringLiteral(HEALTH_BAND_KEYS),
  alert: parseAsStringLiteral(['open']),
})

export default async function SellersPage({ searchParams }: PageProps<'/sellers'>) {
  const actor = await requirePermission('sellers.read')
  const query = await loadQuery(searchParams)
  const today = accountingOn(actor.entity, clock.now())
  const page = await read(actor.scope, (tx) => listSellersWithHealth(tx, query, today))
  return (
    <Page>
      <PageHeader title="Sellers">
        Connected accounts: how each does, who can be paid, who waits, what each is owed and still owes.
      </PageHeader>
      <SellerTable page={page} />
    </Page>
  )
}
