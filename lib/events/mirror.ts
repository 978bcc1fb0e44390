import type { Sql } from '#lib/platform/db.ts'
import type { AccountRow, MirrorKind, MirrorRows } from '#lib/providers/stripe/rows.ts'
import { MIRROR_TABLES } from './mirror-tables.ts'

/** Rows of every kind, to be mirrored together. */
export type MirrorBatch = { -readonly [Kind in MirrorKind]?: MirrorRows[Kind][] }

/** Something the mirror says now that it did not say before. */
export type MirrorChange =
  | {
      readonly kind: MirrorKind
      readonly account: string
      readonly id: string
      readonly isNew: boolean
      /** False when Stripe said the same again, a little later. */
      readonly isChanged: boolean
    }
  /** A connected account: sellers are made of these. */
  | {
      readonly kind: 'account'
      readonly account: string
      readonly id: string
      readonly isNew: boolean
      readonly isChanged: boolean
      readonly row: AccountRow
    }

/** What happens beyond the mirror, in the same transaction. */
export type Dispatch = (tx: Sql, changes: readonly MirrorChange[]) => Promise<void>

export const MIRROR_KINDS = Object.keys(MIRROR_TABLES) as MirrorKind[]

/**
 * Writes every row of the batch that is newer than what is held, one statement per kind, and tells which were written.
 * A row that is as old as the held one, or older, changes nothing; a balance transaction is written once.
 */
export async function mirror(tx: Sql, batch: MirrorBatch): Promise<MirrorChange[]> {
  const changes: MirrorChange[] = []
  for (const kind of MIRROR_KINDS) changes.push(...(await mirrorKind(tx, kind, batch[kind] ?? [])))
  return changes
}

type Written = { account: string; id: string; is_new: boolean; is_changed: boolean }

async function mirrorKind(tx: Sql, kind: MirrorKind, rows: readonly MirrorRows[MirrorKind][]): Promise<MirrorChange[]> {
  const newest = newestOfEach(rows)
  if (newest.length === 0) return []
  const { text, columns } = STATEMENTS[kind]
  const values = columns.map(([field, type]) =>
    newest.map((row) => encode((row as Readonly<Record<string, unknown>>)[field], type)),
  )
  const written = await tx.sql<Written>(text, [tx.scope.entityId, tx.scope.livemode, ...values])
  return written.map(({ account, id, is_new, is_changed }) => ({
    kind,
    account,
    id,
    isNew: is_new,
    isChanged: is_changed,
  }))
}

/** One row per object, the newest, in key order: one statement may not touch a row twice, and locks are taken alike. */
function newestOfEach<Row extends MirrorRows[MirrorKind]>(rows: readonly Row[]): Row[] {
  const newest = new Map<string, Row>()
  for (const row of rows) {
    const key = `${row.account} ${row.id}`
    const held = newest.get(key)
    if (held === undefined || held.asOf < row.asOf) newest.set(key, row)
  }
  return [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
}

function encode(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return type === 'jsonb' ? JSON.stringify(value) : String(value)
}

type Statement = { readonly text: string; readonly columns: readonly (readonly [field: string, type: string])[] }

const STATEMENTS = Object.fromEntries(MIRROR_KINDS.map((kind) => [kind, statementFor(kind)])) as Record<
  MirrorKind,
  Statement
>

function statementFor(kind: MirrorKind): Statement {
  const { name, columns, isImmutable } = MIRROR_TABLES[kind]
  const entries = Object.entries(columns)
  const names = entries.map(([column]) => column)
  const arrays = entries.map(([, [, type]], index) => `$${index + 3}::text[]::${type}[]`)
  const sets = names.filter((column) => column !== 'account' && column !== 'id')
  const conflict = isImmutable
    ? 'DO NOTHING'
    : `DO UPDATE SET ${sets.map((column) => `${column} = excluded.${column}`).join(', ')} WHERE m.as_of < excluded.as_of`
  // The first part sees the table as it was before the statement, so old and new can be told apart.
  const text = `WITH incoming AS MATERIALIZED (SELECT * FROM unnest(${arrays.join(', ')}) AS n (${names.join(', ')})),
held AS MATERIALIZED (
  SELECT m.account, m.id, m.raw FROM ${name} m JOIN incoming n ON n.account = m.account AND n.id = m.id
   WHERE m.entity_id = $1 AND m.livemode = $2::boolean),
written AS (
  INSERT INTO ${name} AS m (entity_id, livemode, ${names.join(', ')})
  SELECT $1, $2::boolean, ${names.map((column) => `n.${column}`).join(', ')} FROM incoming n
  ON CONFLICT (entity_id, livemode, account, id) ${conflict}
  RETURNING m.account, m.id, m.raw)
SELECT w.account, w.id, h.id IS NULL AS is_new, h.raw IS DISTINCT FROM w.raw AS is_changed
  FROM written w LEFT JOIN held h ON h.account = w.account AND h.id = w.id ORDER BY w.account, w.id`
  return { text, columns: entries.map(([, [field, type]]) => [field as string, type] as const) }
}

/** Adds the rows of one batch to another. */
export function addTo(batch: MirrorBatch, more: MirrorBatch): void {
  for (const kind of MIRROR_KINDS) {
    const rows = more[kind]
    if (rows !== undefined && rows.length > 0) Object.assign(batch, { [kind]: [...(batch[kind] ?? []), ...rows] })
  }
}
