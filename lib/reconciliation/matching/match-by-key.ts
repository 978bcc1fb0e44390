import type { Sql } from '#lib/platform/db.ts'
import { hasWeakRules, type MatchDomain } from './match-model.ts'
import { type Place, wakeNeighbours } from './wake-neighbours.ts'

export type KeyBatch = {
  readonly domain: MatchDomain
  /** Items up to this id were looked at; "0" to begin. */
  readonly after: string
  readonly limit: number
  readonly at: Date
}

/**
 * Matches the next due items by the name that both sides give: one expected and one observed of one currency. Where a name
 * comes twice on a side, those that agree in amount, and then the earliest, are each other's. What an earlier run matched by
 * this name is taken apart first, so that the order in which items came cannot matter; what people matched stays.
 * Returns the id it came to, or null when nothing is due after it.
 */
export async function matchByKey(tx: Sql, { domain, after, limit, at }: KeyBatch): Promise<string | null> {
  const scope = [tx.scope.entityId, tx.scope.livemode, domain]
  const [last] = await tx.sql<{ id: string | null }>(
    `SELECT max(id)::text AS id FROM (SELECT id FROM match_item WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due AND id > $4::bigint
        ORDER BY id LIMIT $5) d`,
    [...scope, after, limit],
  )
  const upTo = last?.id ?? null
  if (upTo === null) return null
  const batch = [...scope, after, upTo, limit]
  const values = [...batch, at.toISOString()]
  if (hasWeakRules(domain)) {
    await tx.exec(TAKE_APART, batch)
    await wakeNeighbours(tx, domain, await pairAll(tx, values))
    return upTo
  }
  // Nearly every name stands once on either side and was never matched before: those need no sorting, and no second look.
  const [left] = await tx.sql<{ count: number }>(PAIR_PLAIN, values)
  if ((left?.count ?? 0) > 0) {
    await tx.exec(TAKE_APART, batch)
    await pairAll(tx, values)
  }
  return upTo
}

/** Pairs the best two of every name, then of what is left of it, until nothing is. */
async function pairAll(tx: Sql, values: readonly unknown[]): Promise<Place[]> {
  const all: Place[] = []
  for (;;) {
    const paired = await tx.sql<Place>(`${PAIR} RETURNING i.currency, i.happened_on::text AS "happenedOn"`, values)
    if (paired.length === 0) return all
    for (const place of paired) all.push(place)
  }
}

/** The names of this batch. The limit tells the planner how few they are, however many items there are. */
const TOUCHED = `touched AS MATERIALIZED (
  SELECT currency, key FROM (
    SELECT currency, key FROM match_item
     WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due AND key <> '' AND id > $4::bigint AND id <= $5::bigint
     ORDER BY id LIMIT $6) d GROUP BY 1, 2
)`

/**
 * The items of a name, looked up by index one name after the other. The offset keeps the planner from joining instead: that
 * would read every item there is for each batch, and statistics are never older than right after an import.
 */
const NAMED = `LATERAL (SELECT * FROM match_item x
     WHERE x.entity_id = $1 AND x.livemode = $2 AND x.domain = $3 AND x.currency = t.currency AND x.key = t.key OFFSET 0) i`

const KEPT = `kept AS (
  INSERT INTO match (id, entity_id, livemode, domain, rule, method, state, score, parts, differs, currency, difference_minor,
                     expected_ids, observed_ids, made_by, made_at)
  SELECT match_id, $1, $2, $3, 'key', 'auto', 'live', CASE WHEN difference = 0 THEN 1000 ELSE 900 END, '[]',
         CASE WHEN difference = 0 THEN '' ELSE 'amount' END, currency, difference, ARRAY[expected_id], ARRAY[observed_id], 'system',
         $7::text::timestamptz
    FROM chosen
)`

const HOLD = `UPDATE match_item i SET held = 'key', match_id = c.match_id, is_due = false,
       state = CASE WHEN c.difference = 0 THEN 'matched_auto' WHEN (c.difference > 0) = (c.amount_minor > 0) THEN 'over' ELSE 'under' END
  FROM (SELECT match_id, expected_id AS id, difference, amount_minor FROM chosen
        UNION ALL SELECT match_id, observed_id, difference, amount_minor FROM chosen) c
 WHERE i.id = c.id`

/** Pairs the names of which either side has one item that nothing holds. Says how many others may have a pair. */
const PAIR_PLAIN = `
WITH ${TOUCHED}, named AS MATERIALIZED (
  SELECT bool_or(i.held <> 'open') AS is_held, t.currency,
         count(*) FILTER (WHERE i.side = 'expected') AS expected_count, count(*) FILTER (WHERE i.side = 'observed') AS observed_count,
         max(i.id) FILTER (WHERE i.side = 'expected') AS expected_id, max(i.id) FILTER (WHERE i.side = 'observed') AS observed_id,
         max(i.amount_minor) FILTER (WHERE i.side = 'expected') AS expected_minor,
         max(i.amount_minor) FILTER (WHERE i.side = 'observed') AS observed_minor
    FROM touched t CROSS JOIN ${NAMED}
   WHERE i.held <> 'open' OR i.state <> 'void'
   GROUP BY t.currency, t.key
), chosen AS MATERIALIZED (
  SELECT nextval('match_id_seq') AS match_id, n.expected_id, n.observed_id, n.currency, n.observed_minor - n.expected_minor AS difference,
         n.expected_minor AS amount_minor
    FROM named n
   WHERE NOT n.is_held AND n.expected_count = 1 AND n.observed_count = 1
     AND NOT EXISTS (SELECT FROM match_declined d WHERE d.expected_id = n.expected_id AND d.observed_id = n.observed_id)
), ${KEPT}, held AS (
${HOLD}
)
SELECT count(*)::int AS count FROM named
 WHERE is_held OR (expected_count > 0 AND observed_count > 0 AND expected_count + observed_count > 2)`

const TAKE_APART = `
WITH ${TOUCHED}, members AS MATERIALIZED (
  SELECT i.match_id, i.held, min(i.side) OVER w <> max(i.side) OVER w AS is_on_both
    FROM touched t CROSS JOIN ${NAMED}
  WINDOW w AS (PARTITION BY i.currency, i.key)
), held AS MATERIALIZED (
  -- What amount and day hold gives way only to a name that the other side gives, too.
  SELECT DISTINCT match_id FROM members WHERE held = 'key' OR (held = 'weak' AND is_on_both)
), voided AS (
  UPDATE match m SET state = 'void', reason = 'Matched anew.' FROM held h WHERE m.id = h.match_id
)
UPDATE match_item i SET held = 'open', match_id = NULL, state = CASE WHEN i.state = 'void' THEN 'void' ELSE 'expected' END, is_due = true
  FROM held h WHERE i.match_id = h.match_id`

const PAIR = `
WITH ${TOUCHED}, members AS MATERIALIZED (
  SELECT i.id, i.side, i.currency, i.key, i.amount_minor, i.happened_on, i.object_id,
         row_number() OVER (PARTITION BY i.currency, i.key, i.side ORDER BY i.happened_on, i.object_id) AS turn
    FROM touched t CROSS JOIN ${NAMED}
   WHERE i.held = 'open' AND i.state <> 'void'
), chosen AS MATERIALIZED (
  SELECT DISTINCT ON (e.currency, e.key) nextval('match_id_seq') AS match_id, e.id AS expected_id, o.id AS observed_id, e.currency,
         o.amount_minor - e.amount_minor AS difference, e.amount_minor
    FROM members e JOIN members o ON o.currency = e.currency AND o.key = e.key AND o.side = 'observed'
   WHERE e.side = 'expected' AND NOT EXISTS (SELECT FROM match_declined d WHERE d.expected_id = e.id AND d.observed_id = o.id)
   ORDER BY e.currency, e.key, o.amount_minor <> e.amount_minor, e.turn, o.turn
), ${KEPT}
${HOLD}`
