import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { hrefFor } from '#components/shell/object-link.ts'
import { CommentForm } from '#components/tickets/comment-form.tsx'
import { TicketFacts } from '#components/tickets/ticket-facts.tsx'
import { TicketHistory } from '#components/tickets/ticket-history.tsx'
import { TicketLinks } from '#components/tickets/ticket-links.tsx'
import { TicketWork } from '#components/tickets/ticket-work.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { getTicket } from '#lib/tickets/get-ticket.ts'
import { priorityLook, ticketLook } from '#lib/tickets/model.ts'
import { listOwners } from '#lib/tickets/owners.ts'

export const metadata: Metadata = { title: 'Ticket' }

export default async function TicketPage({ params }: PageProps<'/tickets/[id]'>) {
  const actor = await requirePermission('tickets.read')
  const { id } = await params
  const { found, owners } = await read(actor.scope, async (tx) => ({
    found: await getTicket(tx, id),
    owners: await listOwners(tx),
  }))
  if (found === null) notFound()
  const { ticket, entries, links, remote, canSend } = found
  const now = clock.now().toISOString()
  const canWork = can(actor, 'tickets.work')
  const isAside = ticket.state !== 'resolved' && ticket.snoozedUntil !== null && ticket.snoozedUntil > now
  const state = ticketLook(isAside ? 'snoozed' : ticket.state)
  const priority = priorityLook(ticket.priority)
  const subject = hrefFor(ticket.subjectKind, ticket.subjectId)
  const timeZone = actor.entity.bookTimeZone
  return (
    <Page>
      <PageHeader
        title={ticket.title}
        aside={
          <>
            <Pill tone={state.tone}>{state.word}</Pill>
            <Pill tone={priority.tone}>{priority.word}</Pill>
            <CopyId id={ticket.id} noun="ticket id" />
          </>
        }
        actions={canWork ? <TicketWork ticket={ticket} owners={owners} me={actor.personId} canSend={canSend} /> : null}
      >
        {ticket.state === 'resolved' ? ticket.resolution : ticket.action}
      </PageHeader>
      <Split
        aside={
          <Section title="Evidence" actions={<TextLink href={`/audit?q=${ticket.id}`}>Audit trail</TextLink>}>
            <TicketLinks subject={{ kind: ticket.subjectKind, id: ticket.subjectId, href: subject }} links={links} />
          </Section>
        }
      >
        <TicketFacts ticket={ticket} remote={remote} now={now} timeZone={timeZone} />
        <Section title="Comments and history">
          {canWork ? <CommentForm ticketId={ticket.id} /> : null}
          <TicketHistory entries={entries} now={now} timeZone={timeZone} />
        </Section>
      </Split>
    </Page>
  )
}
