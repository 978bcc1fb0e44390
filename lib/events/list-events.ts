import { read, type Scope, type Sql } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { type Page, pageOf } from '#lib/platform/page-key.ts'
import type { EventState } from './model.ts'

export type EventRow = {
  readonly account: string
  readonly id: string
  readonly type: string
  readonly objectType: string
  readonly objectId: string
  readonly state: EventState
  readonly outcome: string
  readonly attempts: number
  /** ISO instants. */
  readonly receivedAt: string
  readonly occurredAt: string
}

type EventFilter = {
  /** An event's or object's id, an account, or the beginning of a type. */
  readonly q?: string | null
  readonly state?: EventState | null
  readonly type?: string | null
  readonly account?: string | null
}

type EventQuery = EventFilter & {
  readonly dir?: 'asc' | 'desc' | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<EventRow, 'receivedAt' | 'occurredAt'> & { receivedAt: Date; occurredAt: Date }

const KEY = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([\w.:-]{1,255})~([\w.:-]{1,255})$/

export const EVENT_COLUMNS = `e.account, e.id, e.type, e.object_type AS "objectType", e.object_id AS "objectId", e.state, e.outcome,
            e.attempts, e.received_at AS "receivedAt", e.occurred_at AS "occurredAt"`

/** Events in order of arrival, newest first unless asked otherwise. */
export async function listEvents(tx: Sql, query: EventQuery): Promise<Page<EventRow>> {
  const { after = null, before = null, limit } = query
  const [, receivedAt, id, account] = KEY.exec(before ?? after ?? '') ?? []
  const isKeyed = receivedAt !== undefined
  const isBackward = before !== null && isKeyed
  const isAscending = (query.dir === 'asc') !== isBackward
  const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC']
  const words = query.q ?? null
  const rows = await tx.sql<Row>(
    `SELECT ${EVENT_COLUMNS}
       FROM stripe_event e
      WHERE e.entity_id = $1 AND e.livemode = $2 AND ($3::text IS NULL OR e.state = $3)
        AND ($4::text IS NULL OR e.type = $4) AND ($5::text IS NULL OR e.account = $5)
        AND ($6::text IS NULL OR e.id = $6 OR e.object_id = $6 OR e.account = $6 OR starts_with(e.type, $6))
        AND ($7::text IS NULL OR (e.received_at, e.id, e.account) ${sign} ($7::text::timestamptz, $8::text, $9::text))
      ORDER BY e.received_at ${order}, e.id ${order}, e.account ${order} LIMIT $10`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      query.state ?? null,
      query.type ?? null,
      query.account ?? null,
      words,
      receivedAt ?? null,
      id ?? null,
      account ?? null,
      limit + 1,
    ],
  )
  const keyOf = (row: Row) => ({ value: row.receivedAt.toISOString(), id: `${row.id}~${row.account}` })
  const page = pageOf(rows, { isBackward, isFirst: !isKeyed, limit, keyOf })
  return { ...page, rows: page.rows.map(toEventRow) }
}

export const toEventRow = (row: Row): EventRow => ({
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  occurredAt: row.occurredAt.toISOString(),
})

export const EVENT_HEADER = [
  'account',
  'event',
  'type',
  'object type',
  'object',
  'state',
  'outcome',
  count('attempts'),
  instant('occurred at'),
  instant('received at'),
]

const EXPORT_PAGE = 1_000

/** The filtered list to its end, page by page. */
export async function* exportEvents(scope: Scope, filter: EventFilter): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const query: EventQuery = { ...filter, after, limit: EXPORT_PAGE }
    const page: Page<EventRow> = await read(scope, (tx) => listEvents(tx, query))
    yield page.rows.map((row) => [
      row.account,
      row.id,
      row.type,
      row.objectType,
      row.objectId,
      row.state,
      row.outcome,
      `${row.attempts}`,
      row.occurredAt,
      row.receivedAt,
    ])
    after = page.nextCursor
  } while (after !== null)
}
