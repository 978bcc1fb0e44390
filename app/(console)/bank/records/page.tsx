import type { Metadata } from 'next'
import { BankTabs } from '#components/bank/bank-tabs.tsx'
import { RecordFileTable } from '#components/bank/record-file-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listRecordFiles } from '#lib/reconciliation/records/list-records.ts'

export const metadata: Metadata = { title: 'Order records' }

const loadQuery = createListLoader({})

export default async function RecordsPage({ searchParams }: PageProps<'/bank/records'>) {
  const actor = await requirePermission('bank.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listRecordFiles(tx, query))
  return (
    <Page>
      <PageHeader
        title="Order records"
        actions={
          can(actor, 'bank.work') ? (
            <ButtonLink href="/bank/records/import" variant="primary">
              Import records
            </ButtonLink>
          ) : null
        }
      >
        What the marketplace’s own order system says was sold and given back.
      </PageHeader>
      <BankTabs current="/bank/records" />
      <RecordFileTable page={page} />
    </Page>
  )
}
