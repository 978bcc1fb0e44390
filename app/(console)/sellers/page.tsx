import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { SellerTable } from '#components/sellers/seller-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { STANDINGS } from '#lib/sellers/standing-model.ts'
import { listSellersWithMoney } from '#lib/settlements/list-sellers-with-money.ts'

export const metadata: Metadata = { title: 'Sellers' }

const loadQuery = createListLoader({ standing: parseAsStringLiteral(STANDINGS) })

export default async function SellersPage({ searchParams }: PageProps<'/sellers'>) {
  const actor = await requirePermission('sellers.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listSellersWithMoney(tx, query))
  return (
    <Page>
      <PageHeader title="Sellers">
        Connected accounts: who can be paid, who waits, what each is owed and still owes.
      </PageHeader>
      <SellerTable page={page} />
    </Page>
  )
}
