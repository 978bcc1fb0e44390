import type { Metadata } from 'next'
import { AccountMapTable } from '#components/close/account-map-table.tsx'
import { BatchTable } from '#components/close/batch-table.tsx'
import { CloseTabs } from '#components/close/close-tabs.tsx'
import { MakeBatchForm } from '#components/close/make-batch-form.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readBatches } from '#lib/ledger/batches/read-batches.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Export batches' }

export default async function ExportsPage() {
  const actor = await requirePermission('close.read')
  const { batches, months, accounts, connected } = await readBatches(actor, clock.now())
  const canWork = can(actor, 'close.work')
  return (
    <Page>
      <PageHeader title="Export batches">
        What goes to the general ledger: numbered, of hard-locked months alone, each entry in exactly one.
      </PageHeader>
      <CloseTabs current="/close/exports" />
      {canWork && months.length > 0 ? <MakeBatchForm months={months} /> : null}
      <BatchTable batches={batches} connected={connected} canWork={canWork} />
      <Section title="What accounts are called elsewhere">
        <AccountMapTable accounts={accounts} canWork={canWork} />
      </Section>
    </Page>
  )
}
