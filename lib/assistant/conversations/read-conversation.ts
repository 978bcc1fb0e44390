import type { Actor } from '#lib/access/actor.ts'
import { holds } from '#lib/access/permissions.ts'
import { clock } from '#lib/platform/clock.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { INTERRUPTED, lostMessage } from '../chat/lost-message.ts'
import type { MessageState } from '../chat/message-store.ts'
import type { ChatMessage } from '../chat-model.ts'
import { noConversation } from '../refusals.ts'
import { permissionOf } from '../tools/registry.ts'
import { type Conversation, findConversation, listConversations } from './conversation.ts'

type Reader = Pick<Actor, 'personId' | 'roles' | 'scope'>

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

const PAGE_SIZE = 50

type ListQuery = {
  readonly search?: string
  readonly after?: string | null
  readonly before?: string | null
  readonly limit?: number
}

/** The person's own conversations, newest first, a page at a time; `search` looks into titles and messages. */
export function conversationsOf(actor: Reader, query: ListQuery = {}): Promise<Page<Conversation>> {
  return read(actor.scope, (tx) => listConversations(tx, { limit: PAGE_SIZE, ...query }))
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
    const messages = await messagesOf(tx, id)
    if (!isOwn && !messages.every(({ message }) => maySee(actor, message))) throw noConversation()
    const [owner] = await tx.sql<{ name: string }>('SELECT name FROM person WHERE id = $1', [found.personId])
    return { ...found, isOwn, ownerName: owner?.name ?? '', messages }
  })
}

/** Results of tools that the reader has, too: an answer that lost its process never noted what it needed. */
const maySee = ({ roles }: Reader, { parts }: ChatMessage): boolean =>
  parts.every(({ type }) => {
    if (!type.startsWith('tool-')) return true
    const permission = permissionOf(type.slice('tool-'.length))
    return permission !== null && holds(roles, permission)
  })

/** Every message in order. An answer whose process is gone shows what it had streamed. */
async function messagesOf(tx: Sql, conversationId: string): Promise<StoredMessage[]> {
  const rows = await tx.sql<MessageRow>(
    `SELECT id, role, parts, metadata, state, error, state = 'running' AND lease_until < $2 AS "isLost"
       FROM assistant_message WHERE conversation_id = $1 ORDER BY number`,
    [conversationId, clock.wall()],
  )
  const messages: StoredMessage[] = []
  for (const { id, role, parts, metadata, state, error, isLost } of rows) {
    if (!isLost) messages.push({ message: { id, role, parts, metadata }, state, error })
    else
      messages.push({
        message: await lostMessage(tx, { conversationId, messageId: id }),
        state: 'failed',
        error: INTERRUPTED,
      })
  }
  return messages
}

type MessageRow = {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly parts: ChatMessage['parts']
  readonly metadata: NonNullable<ChatMessage['metadata']>
  readonly state: MessageState
  readonly error: string
  readonly isLost: boolean
}
