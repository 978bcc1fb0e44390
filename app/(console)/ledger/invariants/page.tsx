import type { Metadata } from 'next'
import { CheckNowButton } from '#components/ledger/check-now-button.tsx'
import { InvariantList } from '#components/ledger/invariant-list.tsx'
import { LedgerTabs } from '#components/ledger/ledger-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { latestRuns } from '#lib/ledger/invariant-runs.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Promises about the books' }

export default async function InvariantsPage() {
  const actor = await requirePermission('ledger.read')
  const runs = await read(actor.scope, latestRuns)
  return (
    <Page>
      <PageHeader title="Promises" actions={can(actor, 'ledger.verify') ? <CheckNowButton /> : null}>
        What must always be true of the books, checked every quarter of an hour against the mirror, the settlements and
        Stripe itself.
      </PageHeader>
      <LedgerTabs current="/ledger/invariants" />
      <InvariantList runs={runs} now={clock.now().toISOString()} />
    </Page>
  )
}
