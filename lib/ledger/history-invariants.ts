import type { Sql } from '#lib/platform/db.ts'
import { type CheckContext, FINDINGS_MAX, type Invariant, verdict } from './invariant-model.ts'
import { entryCount } from './journal-invariants.ts'

/** Every entry still says what it was recorded with: its columns, its lines and their accounts. */
export const journalUnaltered: Invariant = {
  name: 'journal_unaltered',
  title: 'No journal entry was changed after it was recorded',
  check: async (context) => {
    const [altered, count] = [await alteredEntries(context), await entryCount(context)]
    return verdict(
      altered.map(({ id }) => ({
        what: `Entry ${id}, its lines or their accounts no longer say what was recorded.`,
        refs: [`entry:${id}`],
      })),
      {
        holds: `The content of ${count} gives the hash it was recorded with.`,
        violated: 'Recorded entries were changed.',
      },
    )
  },
}

function alteredEntries({ tx, since }: CheckContext): Promise<{ id: bigint }[]> {
  return tx.sql<{ id: bigint }>(
    `SELECT id FROM chain_altered('journal', $1::bigint + 1, 9223372036854775807) ORDER BY id LIMIT ${FINDINGS_MAX}`,
    [since.toString()],
  )
}

/** The entry up to which the journal was sealed more than a day ago: older ones are left to the full check. */
export async function recentSince(tx: Sql, at: Date): Promise<bigint> {
  const [row] = await tx.sql<{ to_id: bigint }>(
    `SELECT to_id FROM seal WHERE chain = 'journal' AND sealed_at < $1::timestamptz - interval '1 day' ORDER BY to_id DESC LIMIT 1`,
    [at.toISOString()],
  )
  return row?.to_id ?? 0n
}
