import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { QueueFigures } from '#components/tickets/queue-figures.tsx'
import { QueueTable } from '#components/tickets/queue-table.tsx'
import { SlaDialog } from '#components/tickets/sla-dialog.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { countQueue, listQueue } from '#lib/tickets/list-queue.ts'
import { AGE_BUCKET_KEYS, DUE_FILTERS, PRIORITIES, QUEUE_VIEWS } from '#lib/tickets/model.ts'
import { listOwners } from '#lib/tickets/owners.ts'
import { slaDays } from '#lib/tickets/sla.ts'

export const metadata: Metadata = { title: 'Tickets' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(QUEUE_VIEWS),
  priority: parseAsStringLiteral(PRIORITIES),
  owner: parseAsString,
  age: parseAsStringLiteral(AGE_BUCKET_KEYS),
  due: parseAsStringLiteral(DUE_FILTERS),
  about: parseAsString,
})

export default async function TicketsPage({ searchParams }: PageProps<'/tickets'>) {
  const actor = await requirePermission('tickets.read')
  const query = await loadQuery(searchParams)
  const now = clock.now()
  const { page, counts, owners, days } = await read(actor.scope, async (tx) => ({
    page: await listQueue(tx, query, now),
    counts: await countQueue(tx, actor.personId, now),
    owners: await listOwners(tx),
    days: await slaDays(tx),
  }))
  return (
    <Page>
      <PageHeader title="Tickets" actions={can(actor, 'settings.manage') ? <SlaDialog days={days} /> : null}>
        What a check or a person wants done, by the day it is due. What is put aside and what is resolved is left out.
      </PageHeader>
      <QueueFigures counts={counts} current={query} personId={actor.personId} />
      <QueueTable page={page} owners={owners} now={now.toISOString()} canWork={can(actor, 'tickets.work')} />
    </Page>
  )
}
