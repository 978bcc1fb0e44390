import type { Metadata } from 'next'
import { parseAsString } from 'nuqs/server'
import { AuditTable } from '#components/audit/audit-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { listAudit } from '#lib/people/list-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Audit' }

const loadQuery = createListLoader({ actor: parseAsString, action: parseAsString })

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const actor = await requirePermission('audit.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listAudit(tx, query))
  return (
    <Page>
      <PageHeader
        title="Audit"
        actions={
          <ButtonLink href="/assistant/calls" size="sm">
            Calls of the assistant
          </ButtonLink>
        }
      >
        Who did what, when, to what. Nothing here can be changed or removed unseen.
      </PageHeader>
      <AuditTable page={page} now={clock.now().toISOString()} />
    </Page>
  )
}
