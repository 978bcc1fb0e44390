import type { Metadata } from 'next'
import { AgedTable } from '#components/close/aged-table.tsx'
import { CloseTabs } from '#components/close/close-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { agedClearing } from '#lib/reconciliation/aged-clearing.ts'

export const metadata: Metadata = { title: 'Clearing accounts by age' }

export default async function AgedPage() {
  const actor = await requirePermission('close.read')
  const rows = await read(actor.scope, (tx) => agedClearing(tx, clock.now()))
  return (
    <Page>
      <PageHeader title="Clearing accounts by age">
        What is left in suspense and clearing belongs to open items: why each is there, and how long since it last
        moved.
      </PageHeader>
      <CloseTabs current="/close/aged" />
      <AgedTable rows={rows} />
    </Page>
  )
}
