import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import type { InboxEntity } from './model.ts'

/** The window a list is swept over, and where in it to go on. */
export type Window = {
  readonly from: Date | null
  readonly to: Date
  readonly after: string
  /** Nothing of this list was ever read to its end. */
  readonly isFirst: boolean
}

export type Place = { readonly account: string; readonly kind: string }

/** Windows overlap by this much: objects may show up in lists a little late. */
const OVERLAP_MS = 6 * 3_600_000
const BEGINNING = new Date(0)

type Row = { up_to: Date; after: string; window_end: Date | null }

/** The window to sweep now: the unfinished one where there is one, else from the last one's end until `at`. */
export async function windowOf(entity: InboxEntity, { account, kind }: Place, at: Date): Promise<Window> {
  const [row] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<Row>(
      `SELECT up_to, after, window_end FROM sweep_cursor
        WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND kind = $4`,
      [entity.id, entity.livemode, account, kind],
    ),
  )
  const isFirst = row === undefined || row.up_to.getTime() === BEGINNING.getTime()
  const from = isFirst ? null : new Date(row.up_to.getTime() - OVERLAP_MS)
  return { from, to: row?.window_end ?? at, after: row?.window_end == null ? '' : row.after, isFirst }
}

type Step = Place & { readonly window: Window; readonly after: string; readonly isDone: boolean; readonly rows: number }

/** Remembers how far a sweep has come, in the transaction that wrote what it found. */
export async function moveCursor(
  tx: Sql,
  { account, kind, window, after, isDone, rows }: Step,
  at: Date,
): Promise<void> {
  await tx.exec(
    `INSERT INTO sweep_cursor AS c (entity_id, livemode, account, kind, up_to, after, window_end, swept_at, row_count)
     VALUES ($1, $2, $3, $4, $5::text::timestamptz, $6, $7::text::timestamptz, $8::text::timestamptz, $9)
     ON CONFLICT (entity_id, livemode, account, kind) DO UPDATE SET
       up_to = CASE WHEN $10 THEN excluded.up_to ELSE c.up_to END, after = excluded.after, window_end = excluded.window_end,
       swept_at = excluded.swept_at, row_count = c.row_count + excluded.row_count`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      account,
      kind,
      (isDone ? window.to : BEGINNING).toISOString(),
      isDone ? '' : after,
      isDone ? null : window.to.toISOString(),
      at.toISOString(),
      rows,
      isDone,
    ],
  )
}

/** A list was read to its end some other way: the next sweep begins where that reading ended. Never moves back. */
export async function finishCursor(tx: Sql, { account, kind }: Place, upTo: Date, at: Date): Promise<void> {
  await tx.exec(
    `INSERT INTO sweep_cursor AS c (entity_id, livemode, account, kind, up_to, after, window_end, swept_at)
     VALUES ($1, $2, $3, $4, $5::text::timestamptz, '', NULL, $6::text::timestamptz)
     ON CONFLICT (entity_id, livemode, account, kind) DO UPDATE SET up_to = excluded.up_to, after = '', window_end = NULL,
       swept_at = excluded.swept_at WHERE c.up_to < excluded.up_to`,
    [tx.scope.entityId, tx.scope.livemode, account, kind, upTo.toISOString(), at.toISOString()],
  )
}
