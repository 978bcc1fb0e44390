import type { Actor } from '#lib/access/actor.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { decide } from './decide-match.ts'
import type { MatchDomain } from './match-model.ts'
import { differenceTooLarge, itemsTaken, notTogether } from './refusals.ts'
import { takeTurns } from './take-turns.ts'
import { wakeNeighbours } from './wake-neighbours.ts'

type Forcing = {
  readonly actor: Actor
  /** Objects of both sides: several on one side split the other. */
  readonly expected: readonly string[]
  readonly observed: readonly string[]
  readonly domain: MatchDomain
  readonly reason: string
  readonly at: Date
}

/** What people may call the same although the amounts differ, in whole units of the currency; more is a matter for the books. */
const FORCED_MAJOR_MAX = 1_000n

type Item = {
  id: bigint
  side: string
  currency: string
  amountMinor: bigint
  held: string
  state: string
  happenedOn: string
}

/**
 * Matches what people say is the same, with the difference on record. Refuses items that another match holds, two currencies,
 * and a difference above the limit.
 */
export async function forceMatch(tx: Sql, forcing: Forcing): Promise<{ matchId: string }> {
  const { actor, expected, observed, domain, reason, at } = forcing
  await takeTurns(tx)
  const items = await tx.sql<Item>(
    `SELECT id, side, currency::text AS currency, amount_minor AS "amountMinor", held, state, happened_on::text AS "happenedOn" FROM match_item
      WHERE entity_id = $1 AND livemode = $2 AND domain = $3
        AND ((side = 'expected' AND object_id = ANY($4::text[])) OR (side = 'observed' AND object_id = ANY($5::text[]))) ORDER BY id FOR UPDATE`,
    [tx.scope.entityId, tx.scope.livemode, domain, [...expected], [...observed]],
  )
  const [first] = items
  const sides = {
    expected: items.filter(({ side }) => side === 'expected'),
    observed: items.filter(({ side }) => side === 'observed'),
  }
  const isWhole = sides.expected.length === expected.length && sides.observed.length === observed.length
  if (first === undefined || !isWhole || expected.length === 0 || observed.length === 0) throw notTogether()
  if (items.some(({ currency }) => currency !== first.currency)) throw notTogether()
  if (items.some(({ held, state }) => held !== 'open' || state === 'void')) throw itemsTaken()

  const difference = sumOf(sides.observed) - sumOf(sides.expected)
  const limit = FORCED_MAJOR_MAX * 10n ** BigInt(exponentOf(first.currency))
  const size = difference < 0n ? -difference : difference
  if (size > limit) throw differenceTooLarge(money(size, first.currency), money(limit, first.currency))
  const [row] = await tx.sql<{ id: bigint }>(
    `INSERT INTO match (entity_id, livemode, domain, rule, method, state, score, parts, differs, currency, difference_minor, expected_ids,
                        observed_ids, made_by, made_at, reason)
     VALUES ($1, $2, $3, 'by_hand', 'forced', 'live', 0, '[]', $4, $5, $6::bigint, $7::bigint[], $8::bigint[], $9, $10::text::timestamptz, $11)
     RETURNING id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      domain,
      difference === 0n ? '' : 'amount',
      first.currency,
      `${difference}`,
      sides.expected.map(({ id }) => `${id}`),
      sides.observed.map(({ id }) => `${id}`),
      actor.personId,
      at.toISOString(),
      reason,
    ],
  )
  if (row === undefined) throw new Error('a forced match was not written')
  await tx.exec(
    `UPDATE match_item SET held = 'hand', match_id = $2::bigint, state = 'matched_forced', is_due = false WHERE id = ANY($1::bigint[])`,
    [items.map(({ id }) => `${id}`), `${row.id}`],
  )
  await wakeNeighbours(tx, domain, items)
  await decide(
    tx,
    { id: row.id, state: 'live' },
    { actor, matchId: `${row.id}`, action: 'force', state: 'live', reason, note: 'Forced a match.', at },
  )
  return { matchId: `${row.id}` }
}

const sumOf = (items: readonly Item[]) => items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
