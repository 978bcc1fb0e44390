import { type Actor, can } from '#lib/access/actor.ts'
import type { Permission } from '#lib/access/permissions.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { CallOutcome } from './call-model.ts'

/** One call of a tool or of a model, as the audit keeps it. */
export type CallRow = {
  readonly id: string
  /** ISO instant. */
  readonly at: string
  readonly personId: string
  readonly personName: string
  /** Empty for the command line. */
  readonly conversationId: string
  /** What it is called; null when it is not the reader's to open, or gone. */
  readonly conversationTitle: string | null
  readonly kind: 'tool' | 'model'
  readonly name: string
  readonly arguments: string
  readonly rowCount: number
  readonly model: string
  readonly tokensIn: number
  readonly tokensOut: number
  /** Millionths of a US dollar, as decimal text. */
  readonly costMicros: string
  readonly reasoning: string
  readonly outcome: CallOutcome
  readonly detail: string
  readonly tookMs: number
}

type CallFilter = {
  /** The id of a call, of a conversation or of a message. */
  readonly q?: string | null
  readonly person?: string | null
  readonly kind?: string | null
  /** A tool's name, or a model's id. */
  readonly name?: string | null
  readonly model?: string | null
  readonly outcome?: string | null
  /** YYYY-MM-DD in the time zone of the books. */
  readonly day?: string | null
}
type CallQuery = CallFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Reader = Pick<Actor, 'personId' | 'roles' | 'scope' | 'entity'>
type Row = Omit<CallRow, 'at' | 'costMicros' | 'conversationTitle'> & {
  readonly at: Date
  readonly costMicros: bigint
  readonly title: string | null
  readonly ownerId: string | null
  readonly needs: readonly Permission[] | null
}

/** Calls, newest first. Whoever may read the trail reads all of them; row-level security hides others' conversations. */
export async function listCalls(tx: Sql, reader: Reader, query: CallQuery): Promise<Page<CallRow>> {
  const { after = null, before = null, limit } = query
  const key = readKey(before ?? after)
  const isBackward = before !== null && key !== null
  const [sign, order] = isBackward ? ['>', 'ASC'] : ['<', 'DESC']
  const day = /^\d{4}-\d\d-\d\d$/.test(query.day ?? '') && !Number.isNaN(Date.parse(query.day ?? '')) ? query.day : null
  const rows = await tx.sql<Row>(
    `SELECT c.id, c.at, c.person_id AS "personId", coalesce(p.name, 'Command line') AS "personName", c.conversation_id AS "conversationId",
            v.title, v.person_id AS "ownerId", v.needs, c.kind, c.name, c.arguments, c.row_count AS "rowCount", c.model,
            c.tokens_in AS "tokensIn", c.tokens_out AS "tokensOut", c.cost_micros AS "costMicros", c.reasoning, c.outcome, c.detail,
            c.took_ms AS "tookMs"
       FROM assistant_call c LEFT JOIN person p ON p.id = c.person_id LEFT JOIN assistant_conversation v ON v.id = c.conversation_id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND ($3::text IS NULL OR c.id ${sign} $3)
        AND ($4::text IS NULL OR c.id = $4 OR c.conversation_id = $4 OR c.message_id = $4)
        AND ($5::text IS NULL OR c.person_id = $5) AND ($6::text IS NULL OR c.name = $6) AND ($7::text IS NULL OR c.model = $7)
        AND ($8::text IS NULL OR c.outcome = $8) AND ($9::text IS NULL OR c.kind = $9)
        AND ($10::date IS NULL OR (c.at >= ($10::date::timestamp AT TIME ZONE $11::text)
                               AND c.at < (($10::date + 1)::timestamp AT TIME ZONE $11::text)))
      ORDER BY c.id ${order} LIMIT $12`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      key?.id ?? null,
      query.q || null,
      query.person || null,
      query.name || null,
      query.model || null,
      query.outcome || null,
      query.kind || null,
      day,
      reader.entity.bookTimeZone,
      limit + 1,
    ],
  )
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
  return { ...page, rows: page.rows.map((row) => toCall(reader, row)) }
}

function toCall(reader: Reader, { at, costMicros, title, ownerId, needs, ...row }: Row): CallRow {
  const mayOpen = ownerId === reader.personId || (needs ?? []).every((permission) => can(reader, permission))
  return {
    ...row,
    at: at.toISOString(),
    costMicros: costMicros.toString(),
    conversationTitle: mayOpen ? title : null,
  }
}

/** Whoever asked anything, by name: more people than a menu holds are found by the address alone. */
export const listAskers = (tx: Sql): Promise<{ id: string; name: string }[]> =>
  tx.sql(
    `SELECT p.id, p.name FROM person p WHERE EXISTS (
       SELECT FROM assistant_call c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.person_id = p.id)
      ORDER BY p.name, p.id LIMIT 60`,
    [tx.scope.entityId, tx.scope.livemode],
  )

export const CALL_HEADER = [
  'Call id',
  instant('At (UTC)'),
  'Person',
  'Conversation',
  'Kind',
  'Name',
  'Arguments',
  count('Rows'),
  'Model',
  count('Tokens read'),
  count('Tokens written'),
  'Cost (millionths of USD)',
  'Reasoning shown',
  'Outcome',
  'Detail',
  count('Took (ms)'),
]

const EXPORT_PAGE = 1_000

/** The filtered calls to their end, as cells, a page per read: for whoever audits what was asked. */
export async function* exportCalls(reader: Reader, filter: CallFilter = {}): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const query: CallQuery = { ...filter, after, limit: EXPORT_PAGE }
    const page: Page<CallRow> = await read(reader.scope, (tx) => listCalls(tx, reader, query))
    yield page.rows.map((row) => [
      row.id,
      row.at,
      row.personName,
      row.conversationId,
      row.kind,
      row.name,
      row.arguments,
      `${row.rowCount}`,
      row.model,
      `${row.tokensIn}`,
      `${row.tokensOut}`,
      row.costMicros,
      row.reasoning,
      row.outcome,
      row.detail,
      `${row.tookMs}`,
    ])
    after = page.nextCursor
  } while (after !== null)
}
