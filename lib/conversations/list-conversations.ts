import type { Sql } from '#lib/platform/db.ts'
import { type Page, type PageKey, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { Channel, Ending, LinkState, Side, View } from './model.ts'

export type ConversationRow = {
  readonly id: string
  readonly channel: Channel
  readonly subject: string
  readonly correspondent: string
  readonly correspondentName: string
  readonly side: Side
  readonly sellerId: string
  readonly sellerName: string
  readonly linkState: LinkState
  readonly state: 'open' | 'closed'
  readonly ending: Ending | ''
  readonly ownerId: string
  readonly ownerName: string
  readonly messageCount: number
  /** An answer was proposed and waits for approval. */
  readonly isReplyWaiting: boolean
  /** ISO instants. */
  readonly waitingSince: string | null
  readonly snoozedUntil: string | null
  readonly openedAt: string
  readonly lastAt: string
}

export type ConversationFilter = {
  readonly q?: string | null | undefined
  /** Without one: open and not put aside, unanswered first, the longest waiting before all. */
  readonly view?: View | null | undefined
  readonly side?: Side | null | undefined
  readonly channel?: Channel | null | undefined
  readonly link?: LinkState | null | undefined
  /** A person, or `nobody`. */
  readonly owner?: string | null | undefined
  /** sel_… */
  readonly seller?: string | null | undefined
}

type Query = ConversationFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** A reply that was carried out, or that will not be, waits no more. */
export const REPLY_ENDED = `('executed', 'rejected', 'expired', 'failed')`

export const CONVERSATION_COLUMNS = `c.id, c.channel, c.subject, c.correspondent, c.correspondent_name AS "correspondentName", c.side,
  c.seller_id AS "sellerId", coalesce(s.name, '') AS "sellerName", c.link_state AS "linkState", c.state, c.ending, c.owner_id AS "ownerId",
  coalesce(p.name, '') AS "ownerName", c.message_count AS "messageCount",
  coalesce(r.state NOT IN ${REPLY_ENDED}, false) AS "isReplyWaiting", 
  CASE WHEN r.state = 'executed' AND c.last_at <= r.proposed_at THEN NULL ELSE c.waiting_since END AS "waitingSince", c.snoozed_until AS "snoozedUntil",
  c.opened_at AS "openedAt", c.last_at AS "lastAt"`

export const CONVERSATION_JOINS = `LEFT JOIN seller s ON s.id = c.seller_id LEFT JOIN person p ON p.id = c.owner_id
  LEFT JOIN proposal r ON r.id = c.reply_proposal_id`

type Instants = 'waitingSince' | 'snoozedUntil' | 'openedAt' | 'lastAt'
export type StoredConversation = Omit<ConversationRow, Instants> & {
  readonly waitingSince: Date | null
  readonly snoozedUntil: Date | null
  readonly openedAt: Date
  readonly lastAt: Date
}

/** Those that wait come first by how long they have; what was answered stands behind them, by when it came. */
const WAITS = `coalesce(c.waiting_since, c.last_at + interval '100 years')`
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The inbox by filters: what waits longest comes first while it is worked on, what is looked up later by its last message. */
export async function listConversations(tx: Sql, query: Query, at: Date): Promise<Page<ConversationRow>> {
  const { after = null, before = null, limit } = query
  const isQueue = query.view === undefined || query.view === null || query.view === 'waiting' || query.view === 'open'
  const found = readKey(before ?? after)
  const key = found !== null && INSTANT.test(found.value) ? found : null
  const isBackward = before !== null && key !== null
  const isAscending = isQueue !== isBackward
  const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC']
  const by = isQueue ? WAITS : 'c.last_at'
  const rows = await tx.sql<StoredConversation & { sortedBy: Date }>(
    `SELECT ${CONVERSATION_COLUMNS}, ${by} AS "sortedBy" FROM conversation c ${CONVERSATION_JOINS}
      WHERE ${MATCHES} AND ($11::text IS NULL OR (${by}, c.id) ${sign} ($11::text::timestamptz, $12::text))
      ORDER BY ${by} ${order}, c.id ${order} LIMIT $13`,
    [...valuesOf(tx, query, at), key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const keys = new Map(rows.map(({ id, sortedBy }) => [id, sortedBy.toISOString()]))
  const keyOf = ({ id }: ConversationRow): PageKey => ({ value: keys.get(id) ?? '', id })
  return pageOf(rows.map(toConversation), { isBackward, isFirst: key === null, limit, keyOf })
}

const AWAKE = `coalesce(c.snoozed_until <= $10::text::timestamptz, true)`

const MATCHES = `c.entity_id = $1 AND c.livemode = $2
  AND CASE $3::text WHEN 'all' THEN true WHEN 'closed' THEN c.state = 'closed' WHEN 'snoozed' THEN c.state = 'open' AND NOT ${AWAKE}
      WHEN 'waiting' THEN c.state = 'open' AND c.waiting_since IS NOT NULL AND ${AWAKE} ELSE c.state = 'open' AND ${AWAKE} END
  AND ($4::text IS NULL OR c.side = $4) AND ($5::text IS NULL OR c.channel = $5) AND ($6::text IS NULL OR c.link_state = $6)
  AND ($7::text IS NULL OR c.owner_id = CASE $7 WHEN 'nobody' THEN '' ELSE $7 END) AND ($8::text IS NULL OR c.seller_id = $8)
  AND ($9::text IS NULL OR c.id = $9 OR strpos(lower(c.subject), lower($9)) > 0 OR strpos(c.correspondent, lower($9)) > 0
       OR strpos(lower(c.correspondent_name), lower($9)) > 0
       OR EXISTS (SELECT FROM conversation_link l WHERE l.conversation_id = c.id AND l.object_id = $9 AND l.state <> 'dismissed'))`

const valuesOf = (tx: Sql, filter: ConversationFilter, at: Date): unknown[] => [
  tx.scope.entityId,
  tx.scope.livemode,
  filter.view ?? null,
  filter.side ?? null,
  filter.channel ?? null,
  filter.link ?? null,
  filter.owner ?? null,
  filter.seller ?? null,
  filter.q ?? null,
  at.toISOString(),
]

export function toConversation(row: StoredConversation): ConversationRow {
  const { waitingSince, snoozedUntil, openedAt, lastAt, ...rest } = row
  const iso = (instant: Date | null) => instant?.toISOString() ?? null
  return {
    ...rest,
    waitingSince: iso(waitingSince),
    snoozedUntil: iso(snoozedUntil),
    openedAt: openedAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }
}

export type InboxCounts = {
  readonly waiting: number
  readonly late: number
  readonly unowned: number
  readonly proposed: number
  readonly snoozed: number
}

/** A day without an answer is late. */
const LATE_MS = 86_400_000

export async function countInbox(tx: Sql, at: Date): Promise<InboxCounts> {
  const [row] = await tx.sql<InboxCounts>(
    `SELECT count(*) FILTER (WHERE awake AND waiting_since IS NOT NULL)::int AS waiting,
            count(*) FILTER (WHERE awake AND waiting_since <= $4::text::timestamptz)::int AS late,
            count(*) FILTER (WHERE awake AND owner_id = '')::int AS unowned,
            count(*) FILTER (WHERE awake AND link_state = 'proposed')::int AS proposed,
            count(*) FILTER (WHERE NOT awake)::int AS snoozed
       FROM (SELECT waiting_since, owner_id, link_state, coalesce(snoozed_until <= $3::text::timestamptz, true) AS awake
               FROM conversation WHERE entity_id = $1 AND livemode = $2 AND state = 'open') c`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString(), new Date(at.getTime() - LATE_MS).toISOString()],
  )
  return row ?? { waiting: 0, late: 0, unowned: 0, proposed: 0, snoozed: 0 }
}
