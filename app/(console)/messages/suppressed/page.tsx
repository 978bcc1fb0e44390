import type { Metadata } from 'next'
import { createListLoader } from '#components/data-table/list-params.ts'
import { SuppressionTable } from '#components/messages/suppression-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { listSuppressions } from '#lib/messages/suppressions/list-suppressions.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Addresses not written to' }

const loadQuery = createListLoader({})

export default async function SuppressedPage({ searchParams }: PageProps<'/messages/suppressed'>) {
  const actor = await requirePermission('messages.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listSuppressions(tx, query))
  return (
    <Page>
      <PageHeader title="Addresses not written to">
        They bounced, or their reader unsubscribed from a kind of mail. What is kept back stands in the outbox as
        suppressed.
      </PageHeader>
      <SuppressionTable page={page} now={clock.now().toISOString()} mayLift={can(actor, 'messages.work')} />
    </Page>
  )
}
