import type { Metadata } from 'next'
import { AskButton } from '#components/assistant/ask-button.tsx'
import { ConversationList } from '#components/assistant/conversation-list.tsx'
import { ConversationSearch } from '#components/assistant/conversation-search.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTurns } from '#components/ui/page-turns.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { conversationsOf } from '#lib/assistant/conversations/read-conversation.ts'
import { clock } from '#lib/platform/clock.ts'
import { readTurn } from '#lib/platform/page-key.ts'

export const metadata: Metadata = { title: 'Assistant' }

export default async function AssistantPage({ searchParams }: PageProps<'/assistant'>) {
  const actor = await requirePermission('assistant.ask')
  const { q, page: turn } = await searchParams
  const search = typeof q === 'string' ? q.trim() : ''
  const conversations = await conversationsOf(actor, { search, ...readTurn(turn) })
  return (
    <Page>
      <PageHeader
        title="Assistant"
        actions={
          <>
            {can(actor, 'audit.read') ? <ButtonLink href="/assistant/calls">Every call</ButtonLink> : null}
            <AskButton />
          </>
        }
      >
        What you asked about the books, newest first. Yours alone, until you share one.
      </PageHeader>
      {conversations.rows.length === 0 && search === '' ? null : <ConversationSearch search={search} />}
      <ConversationList conversations={conversations.rows} search={search} now={clock.now().toISOString()} />
      <PageTurns
        label="Pages of conversations"
        page={conversations}
        hrefOf={(key) => `/assistant?${search === '' ? '' : `q=${encodeURIComponent(search)}&`}page=${key}`}
      />
    </Page>
  )
}
