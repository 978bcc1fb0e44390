import { batchHash } from '../batches/batch.ts'
import { type CheckContext, FINDINGS_MAX, type Finding, type Invariant, verdict } from '../invariant-model.ts'
import { type Month, monthWords } from './month-model.ts'

/** Postings that were under way when a month was closed finish first, and may bear an instant this much later. */
const UNDER_WAY = '1 minute'

/** Nothing was recorded in a month after it was hard-locked, and what went to the general ledger still says what it said. */
export const closedMonthsStand: Invariant = {
  name: 'closed_months_stand',
  title: 'Hard-locked months and exported batches stand as they were closed',
  check: async (context) => {
    const [late, batches] = [await enteredLate(context), await batchesNow(context)]
    return verdict([...late, ...batches.findings], {
      holds: `Nothing was recorded in a hard-locked month after it was closed; ${batches.count} batches say what they said.`,
      violated: 'Closed months changed: somebody wrote past the journal function.',
    })
  },
}

async function enteredLate({ tx, since }: CheckContext): Promise<Finding[]> {
  const rows = await tx.sql<{ id: bigint; month: Month }>(
    `SELECT e.id, to_char(p.month, 'YYYY-MM') AS month
       FROM accounting_period p
       JOIN journal_entry e ON e.entity_id = p.entity_id AND e.livemode = p.livemode AND e.accounting_on >= p.month
        AND e.accounting_on < p.month + interval '1 month' AND e.recorded_at > p.changed_at + interval '${UNDER_WAY}'
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.state = 'hard_locked' AND e.id > $3::bigint
      ORDER BY e.id LIMIT ${FINDINGS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, since.toString()],
  )
  return rows.map(({ id, month }) => ({
    what: `Entry ${id} was recorded in ${monthWords(month)} after that month was hard-locked.`,
    refs: [`journal_entry:${id}`, `period:${month}`],
  }))
}

/** Every batch is worked out again when the whole journal is walked; otherwise the latest alone. */
async function batchesNow({ tx, since }: CheckContext): Promise<{ findings: Finding[]; count: number }> {
  const batches = await tx.sql<{ number: number; hash: string }>(
    `SELECT number, content_hash AS hash FROM journal_batch WHERE entity_id = $1 AND livemode = $2 ORDER BY number DESC
      LIMIT CASE WHEN $3::bigint = 0 THEN NULL ELSE 1 END`,
    [tx.scope.entityId, tx.scope.livemode, since.toString()],
  )
  const findings: Finding[] = []
  for (const { number, hash } of batches)
    if ((await batchHash(tx, number)) !== hash)
      findings.push({
        what: `Entries of batch ${number} no longer say what they said.`,
        refs: [`journal_batch:${number}`],
      })
  return { findings, count: batches.length }
}
