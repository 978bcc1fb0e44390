import { alteredRows, verifySeals } from '#lib/audit/verify-seals.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Finding, type Invariant, verdict } from './invariant-model.ts'
import { entryCount } from './journal-invariants.ts'

/** Every entry still says what it was recorded with: its columns, its lines and their accounts. */
export const journalUnaltered: Invariant = {
  name: 'journal_unaltered',
  title: 'No journal entry was changed after it was recorded',
  check: async (context) => {
    const altered = await alteredRows(context.tx, 'journal', context.since)
    const count = await entryCount(context)
    return verdict(
      altered.map((id) => ({
        what: `Entry ${id}, its lines or their accounts no longer say what was recorded.`,
        refs: [`journal_entry:${id}`],
      })),
      {
        holds: `${count} still give the hash they were recorded with.`,
        violated: 'Recorded entries were changed.',
      },
    )
  },
}

/** How long rows may wait for their seal: the sealer runs every minute, and waits for open transactions. */
const SEALED_WITHIN = '15 minutes'

/** The chains of seals over journal and audit trail are unbroken, and the rows under them are those that were sealed. */
export const sealsWhole: Invariant = {
  name: 'seals_whole',
  title: 'Sealed history is whole: nothing changed, deleted or slipped in',
  check: async ({ tx, at, since }) => {
    const journal = await verifySeals(tx, 'journal', since)
    const audit = await verifySeals(tx, 'audit')
    const altered = await alteredRows(tx, 'audit', 0n)
    const late = await unsealed(tx, at, { journal: journal.sealedTo, audit: audit.sealedTo })
    return verdict(
      [
        ...[...journal.faults, ...audit.faults].map((what) => ({ what, refs: [] })),
        ...altered.map((id) => ({
          what: `Audit record ${id} no longer says what was recorded.`,
          refs: [`audit_record:${id}`],
        })),
        ...late,
      ],
      {
        holds: `${journal.sealCount + audit.sealCount} seals checked, to entry ${journal.sealedTo} and audit record ${audit.sealedTo}.`,
        violated: 'Sealed history was touched, or the sealer does not keep up.',
      },
    )
  },
}

async function unsealed(tx: Sql, at: Date, sealedTo: { journal: bigint; audit: bigint }): Promise<Finding[]> {
  const rows = await tx.sql<{ chain: string; id: bigint }>(
    `(SELECT 'journal' AS chain, id FROM journal_entry WHERE entity_id = $1 AND livemode = $2 AND id > $3::bigint
         AND recorded_at < $5::timestamptz - interval '${SEALED_WITHIN}' ORDER BY id LIMIT 1)
     UNION ALL
     (SELECT 'audit', id FROM audit_record WHERE entity_id = $1 AND livemode = $2 AND id > $4::bigint
         AND at < $5::timestamptz - interval '${SEALED_WITHIN}' ORDER BY id LIMIT 1)`,
    [tx.scope.entityId, tx.scope.livemode, sealedTo.journal.toString(), sealedTo.audit.toString(), at.toISOString()],
  )
  return rows.map(({ chain, id }) => ({
    what: `The ${chain} chain is not sealed from row ${id} on: does the worker run?`,
    refs: [],
  }))
}

/** The entry up to which the journal was sealed more than a day ago: older ones are left to the full check. */
export async function recentSince(tx: Sql, at: Date): Promise<bigint> {
  const [row] = await tx.sql<{ to_id: bigint }>(
    `SELECT to_id FROM seal WHERE chain = 'journal' AND sealed_at < $1::timestamptz - interval '1 day' ORDER BY to_id DESC LIMIT 1`,
    [at.toISOString()],
  )
  return row?.to_id ?? 0n
}
