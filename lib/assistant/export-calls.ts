import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'

const PAGE = 1_000

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

type Row = {
  readonly id: string
  readonly at: Date
  readonly person: string
  readonly conversationId: string
  readonly kind: string
  readonly name: string
  readonly arguments: string
  readonly rowCount: number
  readonly model: string
  readonly tokensIn: number
  readonly tokensOut: number
  readonly costMicros: bigint
  readonly reasoning: string
  readonly outcome: string
  readonly detail: string
  readonly tookMs: number
}

/** Every call of a tool or a model, newest first, as cells, a page per read: for whoever audits what was asked. */
export async function* exportCalls({ scope }: Pick<Actor, 'scope'>): AsyncGenerator<string[][]> {
  let before: string | null = null
  do {
    const rows: Row[] = await read(scope, (tx) =>
      tx.sql<Row>(
        `SELECT c.id, c.at, coalesce(p.name, c.person_id) AS person, c.conversation_id AS "conversationId", c.kind, c.name, c.arguments,
                c.row_count AS "rowCount", c.model, c.tokens_in AS "tokensIn", c.tokens_out AS "tokensOut", c.cost_micros AS "costMicros",
                c.reasoning, c.outcome, c.detail, c.took_ms AS "tookMs"
           FROM assistant_call c LEFT JOIN person p ON p.id = c.person_id
          WHERE c.entity_id = $1 AND c.livemode = $2 AND ($3::text IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT ${PAGE}`,
        [scope.entityId, scope.livemode, before],
      ),
    )
    yield rows.map((row) => [
      row.id,
      row.at.toISOString(),
      row.person,
      row.conversationId,
      row.kind,
      row.name,
      row.arguments,
      `${row.rowCount}`,
      row.model,
      `${row.tokensIn}`,
      `${row.tokensOut}`,
      `${row.costMicros}`,
      row.reasoning,
      row.outcome,
      row.detail,
      `${row.tookMs}`,
    ])
    before = rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null
  } while (before !== null)
}
