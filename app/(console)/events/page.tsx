import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { EventFigures } from '#components/events/event-figures.tsx'
import { EventTable } from '#components/events/event-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { countOpenEvents, inboxHealth } from '#lib/events/inbox-health.ts'
import { listEvents } from '#lib/events/list-events.ts'
import { EVENT_STATES } from '#lib/events/model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Events' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(EVENT_STATES),
  type: parseAsString,
  account: parseAsString,
})

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const actor = await requirePermission('events.read')
  const query = await loadQuery(searchParams)
  const now = clock.now()
  const { page, counts, health } = await read(actor.scope, async (tx) => ({
    page: await listEvents(tx, query),
    counts: await countOpenEvents(tx),
    health: await inboxHealth(tx, now),
  }))
  return (
    <Page>
      <PageHeader title="Events">What Stripe said, each thing once, and what became of it.</PageHeader>
      <EventFigures counts={counts} oldestAgeSeconds={health.oldestAgeSeconds} current={query.state} />
      <EventTable page={page} now={now.toISOString()} mayReplay={can(actor, 'events.replay')} />
    </Page>
  )
}
