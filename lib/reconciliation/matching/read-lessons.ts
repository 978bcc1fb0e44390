import { exponentOf } from '#lib/money/currency.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Lesson, shapeOf } from './learn-model.ts'
import { type MatchDomain, type MatchPart, toleranceFor } from './match-model.ts'

/** What somebody decided about a match, and still stands. */
export type Decided = Lesson & {
  readonly decisionId: bigint
  readonly score: number
  readonly parts: readonly MatchPart[]
}

type Item = { readonly side: string; readonly minor: string; readonly reference: string; readonly account: string }
type Row = Omit<Decided, 'isSame' | 'shape'> & {
  readonly action: string
  readonly currency: string
  readonly items: readonly Item[]
}

/**
 * The last decision about every match that was not taken back, the oldest first. What the engine makes of them is worked out from
 * these rows each time: nothing is counted up, so neither order nor repetition can change it.
 */
export async function readDecided(tx: Sql, domain: MatchDomain): Promise<Decided[]> {
  const rows = await tx.sql<Row>(
    `SELECT d.id AS "decisionId", d.action, m.rule, m.score, m.parts, m.currency::text AS currency, i.items
       FROM (SELECT DISTINCT ON (match_id) id, match_id, action FROM match_decision
              WHERE entity_id = $1 AND livemode = $2 AND action <> 'undo' AND undone_by IS NULL ORDER BY match_id, id DESC) d
       JOIN match m ON m.id = d.match_id AND m.domain = $3 CROSS JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('side', i.side, 'minor', i.amount_minor::text, 'reference', i.reference,
                  'account', coalesce(l.bank_account_id, ''))) AS items
           FROM match_item i
           LEFT JOIN bank_line l ON i.domain = 'bank' AND i.side = 'observed' AND l.id = CASE WHEN i.side = 'observed' AND i.domain = 'bank' THEN i.object_id::bigint END
          WHERE i.id = ANY(m.expected_ids || m.observed_ids)) i
      ORDER BY d.id`,
    [tx.scope.entityId, tx.scope.livemode, domain],
  )
  return rows.map(({ action, currency, items, ...row }) => ({
    ...row,
    isSame: action === 'confirm' || action === 'force',
    shape: shapeOf(
      sideOf(items, 'expected'),
      sideOf(items, 'observed'),
      toleranceFor(10n ** BigInt(exponentOf(currency))),
    ),
  }))
}

const sideOf = (items: readonly Item[], side: string) =>
  items
    .filter((item) => item.side === side)
    .map(({ minor, reference, account }) => ({ amountMinor: BigInt(minor), reference, account }))

/** Items of a kind whose decisions teach are looked at again: what was learned may change what is made of them. */
export async function wakeTaught(tx: Sql, matchId: string): Promise<void> {
  await tx.exec(
    `UPDATE match_item i SET is_due = true FROM match m
      WHERE m.id = $1::bigint AND m.domain = 'bank' AND i.entity_id = m.entity_id AND i.livemode = m.livemode AND i.domain = m.domain
        AND i.currency = m.currency AND i.held IN ('open', 'weak') AND i.state <> 'void' AND NOT i.is_due`,
    [matchId],
  )
}
