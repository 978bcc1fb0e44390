import type { Sql } from '#lib/platform/db.ts'
import { type Page, type PageKey, pageOf, readKey } from '#lib/platform/page-key.ts'
import { type StoredTicket, TICKET_COLUMNS, type TicketRow, toTicketRow } from './list-tickets.ts'
import { AGE_BUCKETS, type AgeBucket, type DueFilter, dueFrom, type Priority, type QueueView } from './model.ts'

export type QueueFilter = {
  readonly q?: string | null | undefined
  /** Without one: open and in progress, not put aside. */
  readonly state?: QueueView | null | undefined
  readonly priority?: Priority | null | undefined
  /** A person, or `nobody`. */
  readonly owner?: string | null | undefined
  readonly age?: AgeBucket | null | undefined
  readonly due?: DueFilter | null | undefined
  /** What the ticket is about: settlement, variance … */
  readonly about?: string | null | undefined
}

export type QueueQuery = QueueFilter & {
  readonly sort?: string | null
  readonly dir?: 'asc' | 'desc' | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

const SORTS = { dueAt: 't.due_at', openedAt: 't.opened_at' } as const
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The queue: what is due first comes first, or by the day it was opened. */
export async function listQueue(tx: Sql, query: QueueQuery, at: Date): Promise<Page<TicketRow>> {
  const { after = null, before = null, limit } = query
  const sort = query.sort === 'openedAt' ? 'openedAt' : 'dueAt'
  const found = readKey(before ?? after)
  const key = found !== null && INSTANT.test(found.value) ? found : null
  const isBackward = before !== null && key !== null
  const isAscending = (query.dir !== 'desc') !== isBackward
  const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC']
  const rows = await tx.sql<StoredTicket>(
    `SELECT ${TICKET_COLUMNS} FROM ticket t LEFT JOIN person p ON p.id = t.owner_id
      WHERE ${MATCHES} AND ($12::text IS NULL OR (${SORTS[sort]}, t.id) ${sign} ($12::text::timestamptz, $13::text))
      ORDER BY ${SORTS[sort]} ${order}, t.id ${order} LIMIT $14`,
    [...filterValues(tx, query, at), key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const keyOf = (row: TicketRow): PageKey => ({ value: row[sort], id: row.id })
  return pageOf(rows.map(toTicketRow), { isBackward, isFirst: key === null, limit, keyOf })
}

export type QueueCounts = {
  readonly overdue: number
  readonly dueToday: number
  readonly unowned: number
  readonly mine: number
  readonly snoozed: number
}

/** What waits in the whole queue, for the figures above it. */
export async function countQueue(tx: Sql, personId: string, at: Date): Promise<QueueCounts> {
  const [row] = await tx.sql<QueueCounts>(
    `SELECT count(*) FILTER (WHERE awake AND due_at <= $3::text::timestamptz)::int AS overdue,
            count(*) FILTER (WHERE awake AND due_at > $3::text::timestamptz AND due_at <= $4::text::timestamptz)::int AS "dueToday",
            count(*) FILTER (WHERE awake AND owner_id = '')::int AS unowned,
            count(*) FILTER (WHERE awake AND owner_id = $5)::int AS mine,
            count(*) FILTER (WHERE NOT awake)::int AS snoozed
       FROM (SELECT due_at, owner_id, coalesce(snoozed_until <= $3::text::timestamptz, true) AS awake
               FROM ticket WHERE entity_id = $1 AND livemode = $2 AND state <> 'resolved') t`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString(), dueFrom(at, 1).toISOString(), personId],
  )
  return row ?? { overdue: 0, dueToday: 0, unowned: 0, mine: 0, snoozed: 0 }
}

const AWAKE = `coalesce(t.snoozed_until <= $11::text::timestamptz, true)`

const MATCHES = `t.entity_id = $1 AND t.livemode = $2
  AND CASE $3::text WHEN 'all' THEN true WHEN 'resolved' THEN t.state = 'resolved'
      WHEN 'snoozed' THEN t.state <> 'resolved' AND NOT ${AWAKE}
      WHEN 'open' THEN t.state = 'open' AND ${AWAKE} WHEN 'in_progress' THEN t.state = 'in_progress' AND ${AWAKE}
      ELSE t.state <> 'resolved' AND ${AWAKE} END
  AND ($4::text IS NULL OR t.priority = $4) AND ($5::text IS NULL OR t.owner_id = CASE $5 WHEN 'nobody' THEN '' ELSE $5 END)
  AND ($6::text IS NULL OR t.opened_at <= $6::text::timestamptz) AND ($7::text IS NULL OR t.opened_at > $7::text::timestamptz)
  AND ($8::text IS NULL OR (t.state <> 'resolved' AND t.due_at <= $8::text::timestamptz))
  AND ($9::text IS NULL OR t.subject_kind = $9)
  AND ($10::text IS NULL OR t.id = $10 OR t.subject_id = $10 OR strpos(lower(t.title), lower($10)) > 0)`

const DUE_DAYS: Readonly<Record<DueFilter, number>> = { overdue: 0, today: 1, week: 7 }

function filterValues(tx: Sql, filter: QueueFilter, at: Date): unknown[] {
  const bucket = filter.age ? AGE_BUCKETS[filter.age] : null
  const daysAgo = (days: number) => dueFrom(at, -days).toISOString()
  return [
    tx.scope.entityId,
    tx.scope.livemode,
    filter.state ?? null,
    filter.priority ?? null,
    filter.owner ?? null,
    bucket === null || bucket.from === 0 ? null : daysAgo(bucket.from),
    bucket === null || bucket.below === null ? null : daysAgo(bucket.below),
    filter.due ? dueFrom(at, DUE_DAYS[filter.due]).toISOString() : null,
    filter.about ?? null,
    filter.q ?? null,
    at.toISOString(),
  ]
}
