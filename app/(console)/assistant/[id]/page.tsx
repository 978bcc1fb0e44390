import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConversationMenu } from '#components/assistant/conversation-menu.tsx'
import { ConversationScreen } from '#components/assistant/conversation-screen.tsx'
import { SharedConversation } from '#components/assistant/shared-conversation.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { type Actor, requirePermission } from '#lib/access/actor.ts'
import { conversationOf } from '#lib/assistant/conversations/read-conversation.ts'
import { suggestionsFor } from '#lib/assistant/suggestions-model.ts'
import { Refusal } from '#lib/platform/refusal.ts'

export const metadata: Metadata = { title: 'Conversation' }

export default async function ConversationPage({ params }: PageProps<'/assistant/[id]'>) {
  const actor = await requirePermission('assistant.ask')
  const { id } = await params
  const conversation = await conversationOrNotFound(actor, id)
  const { title, isOwn, isShared, ownerName, messages } = conversation
  if (!isOwn) {
    return (
      <Page>
        <PageHeader title={title} aside={<Pill tone="plain">shared</Pill>}>
          {`${ownerName} asked this and shared it. The figures are as they were then.`}
        </PageHeader>
        <div className="mx-auto w-full max-w-3xl">
          <SharedConversation conversationId={id} stored={messages} />
        </div>
      </Page>
    )
  }
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col">
      <div className="border-line border-b px-4 py-3 sm:px-6">
        <PageHeader
          title={title}
          aside={isShared ? <Pill tone="plain">shared</Pill> : null}
          actions={<ConversationMenu conversation={{ id, title, isShared }} isPage />}
        />
      </div>
      <div data-assistant className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col">
        <ConversationScreen conversationId={id} stored={messages} suggestions={suggestionsFor('/assistant')} />
      </div>
    </div>
  )
}

async function conversationOrNotFound(actor: Actor, id: string) {
  try {
    return await conversationOf(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) notFound()
    throw error
  }
}
