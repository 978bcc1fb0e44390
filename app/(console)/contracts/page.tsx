import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { ContractTable } from '#components/contracts/contract-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { listContracts } from '#lib/contracts/list-contracts.ts'
import { DRAFT_FILTERS } from '#lib/contracts/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Contracts' }

const loadQuery = createListLoader({ draft: parseAsStringLiteral(DRAFT_FILTERS) })

export default async function ContractsPage({ searchParams }: PageProps<'/contracts'>) {
  const actor = await requirePermission('contracts.read')
  const query = await loadQuery(searchParams)
  const today = accountingOn(actor.entity, clock.now())
  const page = await read(actor.scope, (tx) => listContracts(tx, today, query))
  return (
    <Page>
      <PageHeader title="Contracts">What was agreed with sellers: who gets which part of a sale, and when.</PageHeader>
      <ContractTable page={page} />
    </Page>
  )
}
