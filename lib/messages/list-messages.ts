import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { MessageState } from './model.ts'
import type { KeptMail } from './templates/catalogue.ts'

export type MessageRow = {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly state: MessageState
  readonly attempts: number
  readonly lastError: string
  /** ISO instants. */
  readonly dueAt: string
  readonly createdAt: string
  readonly sentAt: string | null
}

export type MessageTryRow = {
  readonly number: number
  readonly outcome: string
  readonly detail: string
  readonly requestId: string
  readonly at: string
}

export type MessageDetail = MessageRow & {
  readonly body: string
  readonly onceKey: string
  readonly isDoubtful: boolean
  readonly remoteId: string
  readonly remoteUrl: string
  readonly requestId: string
  readonly createdBy: string
  readonly category: string
  readonly htmlHash: string
  readonly sellerId: string
  /** What it is drawn from; null for plain text and for systems. */
  readonly mail: KeptMail | null
  /** Newest first. */
  readonly tries: readonly MessageTryRow[]
}

export type MessageQuery = {
  readonly q?: string | null | undefined
  readonly state?: MessageState | null | undefined
  readonly kind?: string | null | undefined
  /** Only what was told to this seller. */
  readonly sellerId?: string | null | undefined
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Stored<Row> = Omit<Row, 'dueAt' | 'createdAt' | 'sentAt'> & { dueAt: Date; createdAt: Date; sentAt: Date | null }

const COLUMNS = `m.id, m.kind, m.recipient AS "to", m.subject, m.subject_kind AS "subjectKind", m.subject_id AS "subjectId", m.state,
  m.attempts, m.last_error AS "lastError", m.due_at AS "dueAt", m.created_at AS "createdAt", m.sent_at AS "sentAt"`

/** Messages, newest first; found by id, recipient, subject or what they are about. */
export async function listMessages(tx: Sql, query: MessageQuery): Promise<Page<MessageRow>> {
  const { after = null, before = null, limit } = query
  const sellerId = query.sellerId ?? null
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Stored<MessageRow>>(
    `SELECT ${COLUMNS} FROM message m
      WHERE m.entity_id = $1 AND m.livemode = $2 AND ($3::text IS NULL OR m.state = $3) AND ($4::text IS NULL OR m.kind = $4)
        AND ($5::text IS NULL OR m.id = $5 OR m.subject_id = $5 OR m.remote_id = $5
             OR strpos(lower(m.recipient), lower($5)) > 0 OR strpos(lower(m.subject), lower($5)) > 0)
        ${sellerId === null ? 'AND $8::text IS NULL' : 'AND m.seller_id = $8'}
        AND ($6::text IS NULL OR m.id ${isBackward ? '>' : '<'} $6)
      ORDER BY m.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $7`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      query.state ?? null,
      query.kind ?? null,
      query.q ?? null,
      key?.id ?? null,
      limit + 1,
      sellerId,
    ],
  )
  return pageOf(rows.map(toRow), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

/** How many messages there are in each state. */
export async function countMessages(tx: Sql): Promise<Readonly<Partial<Record<MessageState, number>>>> {
  const rows = await tx.sql<{ state: MessageState; count: number }>(
    'SELECT state, count(*)::int AS count FROM message WHERE entity_id = $1 AND livemode = $2 GROUP BY state',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

const TRIES_MAX = 100

/** One message with every try; null when there is none. */
export async function getMessage(tx: Sql, id: string): Promise<MessageDetail | null> {
  const [row] = await tx.sql<Stored<Omit<MessageDetail, 'tries' | 'mail'>> & KeptMail>(
    `SELECT ${COLUMNS}, m.body, m.once_key AS "onceKey", m.is_doubtful AS "isDoubtful", m.remote_id AS "remoteId",
            m.remote_url AS "remoteUrl", m.request_id AS "requestId", coalesce(p.name, m.created_by) AS "createdBy",
            m.category, m.html_hash AS "htmlHash", m.seller_id AS "sellerId", m.template, m.template_version AS version, m.locale, m.props
       FROM message m LEFT JOIN person p ON p.id = m.created_by
      WHERE m.id = $1 AND m.entity_id = $2 AND m.livemode = $3`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) return null
  const tries = await tx.sql<Omit<MessageTryRow, 'at'> & { at: Date }>(
    `SELECT number, outcome, detail, request_id AS "requestId", at FROM message_try
      WHERE message_id = $1 AND entity_id = $2 AND livemode = $3 ORDER BY number DESC LIMIT ${TRIES_MAX}`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  const { template, version, locale, props, ...stored } = row
  const message = toRow<Omit<MessageDetail, 'tries' | 'mail'>>(stored)
  const mail = template === '' ? null : { template, version, locale, props }
  return { ...message, mail, tries: tries.map((line) => ({ ...line, at: line.at.toISOString() })) }
}

function toRow<Row extends MessageRow>({ dueAt, createdAt, sentAt, ...row }: Stored<Row>) {
  return {
    ...row,
    dueAt: dueAt.toISOString(),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }
}
