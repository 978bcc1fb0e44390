import type { Metadata } from 'next'
import { CloseTabs } from '#components/close/close-tabs.tsx'
import { MonthTable } from '#components/close/month-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { listCloses } from '#lib/reconciliation/close/read-close.ts'

export const metadata: Metadata = { title: 'Close' }

export default async function ClosePage() {
  const actor = await requirePermission('close.read')
  const rows = await read(actor.scope, (tx) => listCloses(tx, actor.entity, clock.now()))
  return (
    <Page>
      <PageHeader title="Close">
        Each month is checked, soft-locked while its figures are looked at, and hard-locked when everything is done.
      </PageHeader>
      <CloseTabs current="/close" />
      <MonthTable rows={rows} />
    </Page>
  )
}
