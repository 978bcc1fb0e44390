import { hasCode } from '#lib/platform/database-fault.ts'
import type { Scope, Sql, Statement } from '#lib/platform/db.ts'
import type { EntryDraft } from './entry.ts'
import { monthIsHardLocked } from './periods/period-refusals.ts'

/** What the journal's function says of a journal into a hard-locked month. */
const HARD_LOCKED = 'TO001'

export type PostedEntry = {
  readonly entryId: bigint
  /** False when this source was posted before. */
  readonly created: boolean
}

/**
 * Posts entries in one call of the journal's only way in; answers in the order of the drafts.
 *
 * The database checks balance, keeps running balances and posts a source once. It refuses (a fault) when a source
 * was posted before with other lines: a mistake is corrected by a second entry, never by another first one. Facts of a closed
 * month stand on the first open day, marked with their own; an approved journal into a hard-locked month is refused.
 */
export async function postEntries(tx: Sql, drafts: readonly EntryDraft[], at: Date): Promise<PostedEntry[]> {
  if (drafts.length === 0) return []
  const { text, values } = postingStatement(tx.scope, drafts, at)
  const rows = await tx
    .sql<{ position: number; entry_id: bigint; created: boolean }>(text, values)
    .catch((error: unknown) => {
      throw hasCode(error, HARD_LOCKED) ? monthIsHardLocked() : error
    })
  const byPosition = new Map(rows.map((row) => [row.position, row]))
  return drafts.map((draft, index) => {
    const row = byPosition.get(index + 1)
    if (row === undefined) throw new Error(`the journal did not answer for ${draft.sourceId}`)
    return { entryId: row.entry_id, created: row.created }
  })
}

/** The same as the last statement of a transaction: the hot accounts are locked no longer than posting and commit take. */
export const postingStatement = (scope: Scope, drafts: readonly EntryDraft[], at: Date): Statement => ({
  text: 'SELECT "position", entry_id, created FROM ledger_post($1, $2, $3::text::jsonb, $4::timestamptz)',
  values: [scope.entityId, scope.livemode, entriesAsJson(drafts), at.toISOString()],
})

/** Entries as the journal function reads them. */
export function entriesAsJson(drafts: readonly EntryDraft[]): string {
  return JSON.stringify(drafts.map(toWire))
}

function toWire(draft: EntryDraft) {
  return {
    ...draft,
    occurredAt: draft.occurredAt.toISOString(),
    lines: draft.lines.map(({ amountMinor, ...line }) => ({ ...line, amount: amountMinor.toString() })),
  }
}
