'use client'

import { isAt, PLACES } from '#components/shell/navigation.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { suggestionsFor } from '#lib/assistant/suggestions-model.ts'
import { Conversation } from './conversation.tsx'
import { ConversationStart } from './conversation-start.tsx'
import { ConversationTitle } from './conversation-title.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { PanelHeader } from './panel-header.tsx'
import { askInPanel, showInPanel } from './panel-memory.ts'
import { useConversation } from './use-conversation.ts'

type AssistantPanelProps = {
  readonly conversationId: string | null
  /** Of the page beside it. */
  readonly path: string
}

/** Questions about the books, asked and answered beside whatever page is open. */
export function AssistantPanel({ conversationId, path }: AssistantPanelProps) {
  const open = useConversation(conversationId)
  const begin = () => {
    showInPanel(null)
    askInPanel()
  }
  return (
    <PanelFrame>
      <PanelHeader
        title={open.kind === 'open' ? <ConversationTitle chat={open.chat} kept={open.title} /> : 'Assistant'}
        conversationId={conversationId}
        onNew={begin}
      />
      {open.kind === 'loading' ? <Loading /> : null}
      {open.kind === 'gone' || open.kind === 'failed' ? (
        <NotShown isGone={open.kind === 'gone'} retry={open.kind === 'failed' ? open.retry : begin} />
      ) : null}
      {open.kind === 'new' || open.kind === 'open' ? (
        <Conversation
          chat={open.kind === 'open' ? open.chat : null}
          place={PLACES.find((place) => isAt(place, path))?.label ?? 'this page'}
          start={<ConversationStart />}
          suggestions={suggestionsFor(path)}
          onBegun={showInPanel}
        />
      ) : null}
    </PanelFrame>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the conversation…" className="flex flex-1 flex-col gap-4 p-4">
      <Skeleton className="h-9 w-2/3 self-end" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-40 w-full" />
    </div>
  )
}

function NotShown({ isGone, retry }: { readonly isGone: boolean; readonly retry: () => void }) {
  return (
    <EmptyState
      title={isGone ? 'This conversation is gone' : 'The conversation could not be loaded'}
      action={<Button onClick={retry}>{isGone ? 'Begin a new one' : 'Try again'}</Button>}
    >
      {isGone ? 'It was deleted, or it belongs to somebody else.' : 'Nothing is lost: it is kept on the server.'}
    </EmptyState>
  )
}
