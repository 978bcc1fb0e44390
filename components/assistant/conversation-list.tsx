import type { Route } from 'next'
import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { Conversation } from '#lib/assistant/conversations/conversation.ts'
import { ConversationMenu } from './conversation-menu.tsx'

type ConversationListProps = {
  readonly conversations: readonly Conversation[]
  readonly search: string
  readonly now: string
}

/** The person's own conversations, newest first. */
export function ConversationList({ conversations, search, now }: ConversationListProps) {
  if (conversations.length === 0) {
    return search === '' ? (
      <EmptyState title="No conversation yet">
        ⌘J opens the assistant on every page. What is asked there is kept here, for you alone until you share it.
      </EmptyState>
    ) : (
      <EmptyState title={`Nothing is called or says "${search}"`}>
        Search looks into names, questions and answers.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Conversations" className="divide-y divide-line rounded-md border border-line bg-surface-raised">
      {conversations.map((conversation) => (
        <li key={conversation.id} className="flex items-center gap-2 pr-1.5 hover:bg-surface-hover">
          <Link
            prefetch={false}
            href={`/assistant/${conversation.id}` as Route}
            className="flex min-h-11 min-w-0 flex-1 items-center gap-3 px-4 focus-visible:-outline-offset-2"
          >
            <span className="min-w-0 flex-1 truncate font-medium">{conversation.title}</span>
            {conversation.isShared ? <Pill tone="plain">shared</Pill> : null}
            <span className="text-ink-3 text-sm">
              <RelativeTime at={conversation.updatedAt} now={now} />
            </span>
          </Link>
          <ConversationMenu conversation={conversation} />
        </li>
      ))}
    </ul>
  )
}
