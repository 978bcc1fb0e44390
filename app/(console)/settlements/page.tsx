import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { SettlementFigures } from '#components/settlements/settlement-figures.tsx'
import { SettlementTable } from '#components/settlements/settlement-table.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { countSettlements, listSettlements, totalSettlements } from '#lib/settlements/list-settlements.ts'
import { SETTLEMENT_STATES } from '#lib/settlements/schema.ts'

export const metadata: Metadata = { title: 'Settlements' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(SETTLEMENT_STATES),
  currency: parseAsString,
  seller: parseAsString,
})

export default async function SettlementsPage({ searchParams }: PageProps<'/settlements'>) {
  const actor = await requirePermission('settlements.read')
  const query = await loadQuery(searchParams)
  const { page, totals, counts } = await read(actor.scope, async (tx) => ({
    page: await listSettlements(tx, query),
    totals: await totalSettlements(tx, query),
    counts: await countSettlements(tx, query),
  }))
  return (
    <Page>
      <PageHeader title="Settlements" actions={<ButtonLink href="/settlements/tax">Tax liability</ButtonLink>}>
        What buyers paid, split between sellers and platform.
      </PageHeader>
      <SettlementFigures counts={counts} current={query.state} />
      <SettlementTable page={page} totals={totals} />
    </Page>
  )
}
