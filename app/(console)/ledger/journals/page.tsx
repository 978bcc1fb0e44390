import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { JournalTable } from '#components/journals/journal-table.tsx'
import { LedgerTabs } from '#components/ledger/ledger-tabs.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { TEMPLATE_CODES } from '#lib/ledger/journals/journals-model.ts'
import { listJournals } from '#lib/ledger/journals/list-journals.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Manual journals' }

const loadQuery = createListLoader({ template: parseAsStringLiteral(TEMPLATE_CODES) })

export default async function JournalsPage({ searchParams }: PageProps<'/ledger/journals'>) {
  const actor = await requirePermission('ledger.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listJournals(tx, query))
  return (
    <Page>
      <PageHeader
        title="Manual journals"
        actions={
          can(actor, 'journals.work') ? (
            <ButtonLink href="/ledger/journals/new" variant="primary">
              New journal
            </ButtonLink>
          ) : null
        }
      >
        What people bring into the books themselves: asked for by one, approved by another.
      </PageHeader>
      <LedgerTabs current="/ledger/journals" />
      <JournalTable page={page} />
    </Page>
  )
}
