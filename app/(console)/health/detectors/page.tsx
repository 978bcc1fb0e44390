import type { Metadata } from 'next'
import { HealthTabs } from '#components/health/health-tabs.tsx'
import { PrecisionTable } from '#components/health/precision-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { precisionOf } from '#lib/health/detectors/precision.ts'
import { needsOf } from '#lib/health/detectors/rules.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Detectors' }

export default async function DetectorsPage() {
  const actor = await requirePermission('health.read')
  const rows = await read(actor.scope, precisionOf)
  return (
    <Page>
      <PageHeader title="Detectors">
        What is looked for, and how often people agreed: by the verdict an alert was closed with, else by what became of
        the hold that was proposed.
      </PageHeader>
      <HealthTabs current="/health/detectors" />
      <PrecisionTable rows={rows.map((row) => ({ ...row, needs: needsOf(row.kind) }))} />
    </Page>
  )
}
