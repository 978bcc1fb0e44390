import type { Metadata } from 'next'
import { RecordsImporter } from '#components/bank/records-importer.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { lastRecordMapping } from '#lib/reconciliation/records/record-file-store.ts'

export const metadata: Metadata = { title: 'Import records' }

export default async function ImportRecordsPage() {
  const actor = await requirePermission('bank.work')
  const remembered = await read(actor.scope, lastRecordMapping)
  return (
    <Page>
      <PageHeader title="Import records">Look at it first: what its columns mean, and what they add up to.</PageHeader>
      <RecordsImporter remembered={remembered} />
    </Page>
  )
}
