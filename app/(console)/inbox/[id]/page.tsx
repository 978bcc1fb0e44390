import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConversationFacts } from '#components/inbox/conversation-facts.tsx'
import { ConversationWork } from '#components/inbox/conversation-work.tsx'
import { LinkList } from '#components/inbox/link-list.tsx'
import { ReplyForm } from '#components/inbox/reply-form.tsx'
import { Thread } from '#components/inbox/thread.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { getConversation } from '#lib/conversations/get-conversation.ts'
import { conversationLook } from '#lib/conversations/model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { listOwners } from '#lib/tickets/owners.ts'

export const metadata: Metadata = { title: 'Conversation' }

export default async function ConversationPage({ params }: PageProps<'/inbox/[id]'>) {
  const actor = await requirePermission('inbox.read')
  const { id } = await params
  const { found, owners } = await read(actor.scope, async (tx) => ({
    found: await getConversation(tx, id),
    owners: await listOwners(tx),
  }))
  if (found === null) notFound()
  const now = clock.now().toISOString()
  const canWork = can(actor, 'inbox.work')
  const { word, tone } = conversationLook(found, now)
  const timeZone = actor.entity.bookTimeZone
  return (
    <Page>
      <PageHeader
        title={<span dir="auto">{found.subject}</span>}
        aside={
          <>
            <Pill tone={tone}>{word}</Pill>
            <CopyId id={found.id} noun="conversation id" />
          </>
        }
        actions={canWork ? <ConversationWork conversation={found} owners={owners} me={actor.personId} /> : null}
      />
      <Split
        aside={
          <>
            <Section title="What it is about">
              <LinkList conversationId={found.id} links={found.links} canWork={canWork} />
            </Section>
            <Section title="Facts" actions={<TextLink href={`/audit?q=${found.id}`}>Audit trail</TextLink>}>
              <ConversationFacts conversation={found} now={now} timeZone={timeZone} />
            </Section>
          </>
        }
      >
        <Section title="What was said">
          <Thread lines={found.lines} now={now} timeZone={timeZone} />
        </Section>
        {canWork ? <ReplyForm conversation={found} /> : null}
      </Split>
    </Page>
  )
}
