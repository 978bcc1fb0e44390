import type { Sql } from '#lib/platform/db.ts'
import { decide } from './decide-match.ts'
import type { ForcedItems } from './forced-items.ts'
import { wakeNeighbours } from './wake-neighbours.ts'

type Writing = {
  /** Who says so. */
  readonly actor: Parameters<typeof decide>[2]['actor']
  readonly reason: string
  /** What approved it; empty when it needed no approval. */
  readonly proposalId: string
  readonly at: Date
}

/** Writes a match by hand over open items that are locked, while it is the writer's turn. Returns its id. */
export async function writeForced(
  tx: Sql,
  { domain, all, expected, observed, currency, differenceMinor }: ForcedItems,
  { actor, reason, proposalId, at }: Writing,
): Promise<string> {
  const [row] = await tx.sql<{ id: bigint }>(
    `INSERT INTO match (entity_id, livemode, domain, rule, method, state, score, parts, differs, currency, difference_minor, expected_ids,
                        observed_ids, made_by, made_at, reason, proposal_id)
     VALUES ($1, $2, $3, 'by_hand', 'forced', 'live', 0, '[]', $4, $5, $6::bigint, $7::bigint[], $8::bigint[], $9, $10::text::timestamptz, $11, $12)
     RETURNING id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      domain,
      differenceMinor === 0n ? '' : 'amount',
      currency,
      `${differenceMinor}`,
      expected.map(({ id }) => `${id}`),
      observed.map(({ id }) => `${id}`),
      actor.personId,
      at.toISOString(),
      reason,
      proposalId,
    ],
  )
  if (row === undefined) throw new Error('a forced match was not written')
  await tx.exec(
    `UPDATE match_item SET held = 'hand', match_id = $2::bigint, state = 'matched_forced', is_due = false WHERE id = ANY($1::bigint[])`,
    [all.map(({ id }) => `${id}`), `${row.id}`],
  )
  await wakeNeighbours(tx, domain, all)
  const step = { actor, matchId: `${row.id}`, action: 'force', state: 'live', reason, at } as const
  await decide(tx, { id: row.id, state: 'live' }, { ...step, note: 'Forced a match.' })
  return `${row.id}`
}
