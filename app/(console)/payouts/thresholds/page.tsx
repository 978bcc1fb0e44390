import type { Metadata } from 'next'
import { ThresholdTable } from '#components/payouts/threshold-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { thresholdsOfPayouts } from '#lib/payouts/thresholds.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Payout thresholds' }

export default async function ThresholdsPage() {
  const actor = await requirePermission('payouts.read')
  const thresholds = await read(actor.scope, thresholdsOfPayouts)
  return (
    <Page>
      <PageHeader title="Thresholds">
        How far a payout may be from what our books expected before it is flagged. What its own lines leave over has no
        threshold: every cent differs. A change is proposed and decided like a payment.
      </PageHeader>
      <ThresholdTable thresholds={thresholds} canWork={can(actor, 'payouts.work')} />
    </Page>
  )
}
