import type { Actor } from '#lib/access/actor.ts'
import { holds } from '#lib/access/permissions.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import type { ChatMessage } from '../chat-model.ts'
import { noConversation } from '../refusals.ts'
import { type Conversation, findConversation, listConversations } from './conversation.ts'

type Reader = Pick<Actor, 'personId' | 'roles' | 'scope'>

export type MessageState = 'done' | 'running' | 'failed' | 'canceled'

export type StoredMessage = {
  readonly message: ChatMessage
  readonly state: MessageState
  /** Why it failed, as a sentence. */
  readonly error: string
}

export type ConversationPage = Conversation & {
  /** Others read it and cannot ask on. */
  readonly isOwn: boolean
  readonly ownerName: string
  readonly messages: readonly StoredMessage[]
}

const LISTED_MAX = 100

/** The person's own conversations, newest first; `search` looks into titles and messages. */
export function conversationsOf(actor: Reader, search = ''): Promise<Conversation[]> {
  return read(actor.scope, (tx) => listConversations(tx, search, LISTED_MAX))
}

/**
 * One conversation with its messages: one's own, or one that is shared with everybody who holds what its tools needed. Refuses
 * any other without saying whether it exists.
 */
export function conversationOf(actor: Reader, id: string): Promise<ConversationPage> {
  return read(actor.scope, async (tx) => {
    const found = await findConversation(tx, id)
    if (found === null) throw noConversation()
    const isOwn = found.personId === actor.personId
    if (!isOwn && !(found.isShared && found.needs.every((permission) => holds(actor.roles, permission))))
      throw noConversation()
    const [owner] = await tx.sql<{ name: string }>('SELECT name FROM person WHERE id = $1', [found.personId])
    return { ...found, isOwn, ownerName: owner?.name ?? '', messages: await messagesOf(tx, id) }
  })
}

/** Every message in order. */
async function messagesOf(tx: Sql, conversationId: string): Promise<StoredMessage[]> {
  const rows = await tx.sql<{
    id: string
    role: 'user' | 'assistant'
    parts: ChatMessage['parts']
    metadata: NonNullable<ChatMessage['metadata']>
    state: MessageState
    error: string
  }>(
    'SELECT id, role, parts, metadata, state, error FROM assistant_message WHERE conversation_id = $1 ORDER BY number',
    [conversationId],
  )
  return rows.map(({ id, role, parts, metadata, state, error }) => ({
    message: { id, role, parts, metadata },
    state,
    error,
  }))
}
