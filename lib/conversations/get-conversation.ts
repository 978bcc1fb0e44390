import type { Sql } from '#lib/platform/db.ts'
import {
  CONVERSATION_COLUMNS,
  CONVERSATION_JOINS,
  type ConversationRow,
  type StoredConversation,
  toConversation,
} from './list-conversations.ts'
import { type LinkFact, readLinks } from './read-links.ts'

export type ThreadFile = {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly sizeBytes: number
  /** Why it was not kept; empty when it was. */
  readonly refusal: string
}

/** A line of the thread: what came in, or what we wrote. */
export type ThreadLine = {
  readonly id: string
  readonly from: 'buyer' | 'seller' | 'unknown' | 'us'
  readonly name: string
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly isCut: boolean
  /** Of what we wrote: how far its delivery got. Empty for what came in. */
  readonly state: string
  /** ISO instants: when it was written, as its sender says, and when it came. */
  readonly sentAt: string
  readonly at: string
  readonly files: readonly ThreadFile[]
}

export type ConversationDetail = ConversationRow & {
  readonly replyProposalId: string
  readonly ticketId: string
  /** Oldest first, the last two hundred. */
  readonly lines: readonly ThreadLine[]
  readonly links: readonly LinkFact[]
}

type Stored = StoredConversation & Pick<ConversationDetail, 'replyProposalId' | 'ticketId'>

/** One conversation with what was said and what it is about; null when there is none. */
export async function getConversation(tx: Sql, id: string): Promise<ConversationDetail | null> {
  const [row] = await tx.sql<Stored>(
    `SELECT ${CONVERSATION_COLUMNS}, c.reply_proposal_id AS "replyProposalId", c.ticket_id AS "ticketId"
       FROM conversation c ${CONVERSATION_JOINS} WHERE c.id = $3 AND c.entity_id = $1 AND c.livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  if (row === undefined) return null
  const { replyProposalId, ticketId, ...conversation } = row
  return {
    ...toConversation(conversation),
    replyProposalId,
    ticketId,
    lines: await readLines(tx, id),
    links: await readLinks(tx, id),
  }
}

const LINES_MAX = 200

const LINES = `SELECT * FROM (
  SELECT m.id, m.side AS "from", m.from_name AS name, m.from_address AS address, m.subject, m.text, m.is_cut AS "isCut", '' AS state,
         m.sent_at AS "sentAt", m.received_at AS at
    FROM conversation_message m WHERE m.conversation_id = $3 AND m.entity_id = $1 AND m.livemode = $2
  UNION ALL
  SELECT o.id, 'us', coalesce(w.name, ''), o.recipient, o.subject, o.body, false, o.state, coalesce(o.sent_at, o.created_at), o.created_at
    FROM message o LEFT JOIN proposal p ON p.id = o.created_by LEFT JOIN person w ON w.id = p.proposed_by
   WHERE o.entity_id = $1 AND o.livemode = $2 AND o.kind = 'mail.send'
     AND ((o.subject_kind = 'inbox' AND o.subject_id = $3) OR o.id IN (
       SELECT l.object_id FROM conversation_link l WHERE l.conversation_id = $3 AND l.object_kind = 'message' AND l.state = 'linked'))
) line ORDER BY at DESC, id DESC LIMIT ${LINES_MAX}`

type StoredLine = Omit<ThreadLine, 'sentAt' | 'at' | 'files'> & { readonly sentAt: Date; readonly at: Date }

async function readLines(tx: Sql, id: string): Promise<ThreadLine[]> {
  const key = [tx.scope.entityId, tx.scope.livemode, id]
  const rows = await tx.sql<StoredLine>(LINES, key)
  const files = await tx.sql<ThreadFile & { messageId: string }>(
    `SELECT id, message_id AS "messageId", name, content_type AS "contentType", size_bytes AS "sizeBytes", refusal
       FROM conversation_file WHERE conversation_id = $3 AND entity_id = $1 AND livemode = $2 ORDER BY id LIMIT 500`,
    key,
  )
  return rows.reverse().map((line) => ({
    ...line,
    sentAt: line.sentAt.toISOString(),
    at: line.at.toISOString(),
    files: files.filter(({ messageId }) => messageId === line.id).map(({ messageId: _, ...file }) => file),
  }))
}

export type KeptFile = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

/** A file that was kept, or null. */
export async function findFile(tx: Sql, id: string): Promise<KeptFile | null> {
  const [row] = await tx.sql<KeptFile>(
    `SELECT name, content_type AS "contentType", bytes FROM conversation_file
      WHERE id = $3 AND entity_id = $1 AND livemode = $2 AND refusal = ''`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  return row ?? null
}
