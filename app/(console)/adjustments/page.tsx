import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { AdjustmentTable } from '#components/adjustments/adjustment-table.tsx'
import { UploadDialog } from '#components/adjustments/upload-dialog.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listAdjustments } from '#lib/settlements/adjustments/list-adjustments.ts'
import { REASON_FILTERS } from '#lib/settlements/adjustments/reasons-model.ts'

export const metadata: Metadata = { title: 'Adjustments' }

const loadQuery = createListLoader({ reason: parseAsStringLiteral(REASON_FILTERS) })

export default async function AdjustmentsPage({ searchParams }: PageProps<'/adjustments'>) {
  const actor = await requirePermission('adjustments.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listAdjustments(tx, query))
  return (
    <Page>
      <PageHeader title="Adjustments" actions={can(actor, 'adjustments.work') ? <UploadDialog /> : null}>
        What sellers are owed more or less beyond their contracts.
      </PageHeader>
      <AdjustmentTable page={page} />
    </Page>
  )
}
