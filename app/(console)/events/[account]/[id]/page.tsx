import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EventFacts } from '#components/events/event-facts.tsx'
import { EventPayload } from '#components/events/event-payload.tsx'
import { RelatedEvents } from '#components/events/related-events.tsx'
import { ReplayButton } from '#components/events/replay-button.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { getEvent } from '#lib/events/get-event.ts'
import { eventLook } from '#lib/events/model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Event' }

export default async function EventPage({ params }: PageProps<'/events/[account]/[id]'>) {
  const actor = await requirePermission('events.read')
  const { account, id } = await params
  const key = { account: decodeURIComponent(account), id: decodeURIComponent(id) }
  const mayReplay = can(actor, 'events.replay')
  const event = await read(actor.scope, (tx) => getEvent(tx, key, { withPayload: mayReplay }))
  if (event === null) notFound()
  const now = clock.now().toISOString()
  const { bookTimeZone: timeZone } = actor.entity
  const { word, tone } = eventLook(event.state)
  return (
    <Page>
      <PageHeader
        title={event.type}
        aside={[
          <Pill key="state" tone={tone}>
            {word}
          </Pill>,
          <CopyId key="id" id={event.id} noun="event id" />,
        ]}
        actions={mayReplay ? <ReplayButton events={[key]} /> : null}
      >
        {event.outcome || 'It waits for the worker.'}
      </PageHeader>
      <Split
        aside={
          <Card title="About the same object">
            <RelatedEvents events={event.related} now={now} timeZone={timeZone} />
          </Card>
        }
      >
        <Section title="What it says">
          <EventFacts event={event} now={now} timeZone={timeZone} />
        </Section>
        <Section title="Payload">
          <EventPayload payload={event.payload} />
        </Section>
      </Split>
    </Page>
  )
}
