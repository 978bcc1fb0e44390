import { exponentOf } from '#lib/money/currency.ts'
import type { Sql } from '#lib/platform/db.ts'
import { isTrusted, learn, shapeOf, weigh } from './learn-model.ts'
import { type FoundMatch, type MatchDomain, type Residual, toleranceFor } from './match-model.ts'
import { matchWeakly } from './match-weakly.ts'
import { readDecided } from './read-lessons.ts'
import { OFFER_FACTOR, suggest } from './suggest.ts'
import { retireVoid } from './wake-neighbours.ts'

/** More open items of one currency and time than this are a source that is missing, not payments to be guessed. */
const CLUSTER_MAX = 5_000

type Row = Omit<Residual, 'day'> & {
  readonly side: 'expected' | 'observed'
  readonly day: number
  readonly isDue: boolean
  readonly matchId: bigint | null
}

/**
 * Matches what no name settled, by amount and day. Items of one currency whose days lie close are looked at together and
 * anew whenever one of them is due, so that earlier runs cannot decide; matches that no longer follow are taken apart.
 */
export async function matchResidual(tx: Sql, domain: MatchDomain, at: Date): Promise<void> {
  await retireVoid(tx, domain)
  const scope = [tx.scope.entityId, tx.scope.livemode, domain]
  const currencies = await tx.sql<{ currency: string }>(
    `SELECT DISTINCT currency FROM match_item WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due AND state <> 'void' ORDER BY 1`,
    scope,
  )
  if (currencies.length === 0) return
  const declined = await declinedPairs(tx)
  const lessons = learn(await readDecided(tx, domain))
  for (const { currency } of currencies) {
    const rows = await tx.sql<Row>(
      `SELECT id, side, amount_minor AS "amountMinor", (happened_on - date '1970-01-01')::int AS day, reference, is_due AS "isDue", match_id AS "matchId",
              CASE WHEN side = 'observed' AND domain = 'bank' THEN coalesce((SELECT l.bank_account_id FROM bank_line l WHERE l.id = object_id::bigint), '') ELSE '' END AS account
         FROM match_item WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND currency = $4 AND held IN ('open', 'weak') AND state <> 'void'
        ORDER BY happened_on, id`,
      [...scope, currency],
    )
    const tolerance = toleranceFor(10n ** BigInt(exponentOf(currency)))
    for (const cluster of clustersOf(rows, tolerance.windowDays * OFFER_FACTOR)) {
      if (cluster.length > CLUSTER_MAX || !cluster.some(({ isDue }) => isDue)) continue
      const sides = {
        expected: cluster.filter(({ side }) => side === 'expected'),
        observed: cluster.filter(({ side }) => side === 'observed'),
      }
      const byId = new Map(cluster.map((row) => [row.id, row]))
      const found = matchWeakly(sides, tolerance)
        .filter((match) => !isDeclined(match, declined))
        .map((match) => weigh(match, shapeOf(...membersOf(match, byId), tolerance), lessons))
        .filter(isTrusted)
      const offered = suggest(sides, found, tolerance, (match, expected, observed) =>
        weigh(match, shapeOf([expected], [observed], tolerance), lessons),
      ).filter((match) => !isDeclined(match, declined))
      await replace(tx, { domain, currency, cluster, found, offered, at })
    }
  }
}

/** Runs of items so close that one could be matched with, or offered for, another. */
function clustersOf(rows: readonly Row[], gapDays: number): Row[][] {
  const clusters: Row[][] = []
  for (const row of rows) {
    const current = clusters.at(-1)
    const last = current?.at(-1)
    if (current === undefined || last === undefined || row.day - last.day > gapDays) clusters.push([row])
    else current.push(row)
  }
  return clusters
}

async function declinedPairs(tx: Sql): Promise<Set<string>> {
  const rows = await tx.sql<{ expected_id: bigint; observed_id: bigint }>(
    `SELECT d.expected_id, d.observed_id FROM match_declined d JOIN match_item i ON i.id = d.expected_id
      WHERE d.entity_id = $1 AND d.livemode = $2 AND i.held IN ('open', 'weak')`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return new Set(rows.map(({ expected_id, observed_id }) => `${expected_id}:${observed_id}`))
}

const isDeclined = ({ expectedIds, observedIds }: FoundMatch, declined: ReadonlySet<string>) =>
  expectedIds.some((expected) => observedIds.some((observed) => declined.has(`${expected}:${observed}`)))

function membersOf({ expectedIds, observedIds }: FoundMatch, byId: ReadonlyMap<bigint, Row>): [Row[], Row[]] {
  const rows = (ids: readonly bigint[]) => ids.flatMap((id) => byId.get(id) ?? [])
  return [rows(expectedIds), rows(observedIds)]
}

type Replacing = {
  readonly domain: MatchDomain
  readonly currency: string
  readonly cluster: readonly Row[]
  readonly found: readonly FoundMatch[]
  readonly offered: readonly FoundMatch[]
  readonly at: Date
}

/** Makes the cluster's matches these: what stands already keeps its row. */
async function replace(tx: Sql, { domain, currency, cluster, found, offered, at }: Replacing): Promise<void> {
  const wanted = [
    ...found.map((match) => ({ match, state: 'live' })),
    ...offered.map((match) => ({ match, state: 'suggested' })),
  ]
  const rows = wanted.map(({ match, state }) => ({
    rule: match.rule,
    method: match.rule === 'tolerance' ? 'tolerance' : 'auto',
    state,
    score: match.score,
    parts: match.parts,
    differs: match.differs,
    difference_minor: `${match.differenceMinor}`,
    expected_ids: `{${match.expectedIds.join(',')}}`,
    observed_ids: `{${match.observedIds.join(',')}}`,
  }))
  await tx.exec(REPLACE, [
    tx.scope.entityId,
    tx.scope.livemode,
    domain,
    currency,
    cluster.map(({ id }) => `${id}`),
    JSON.stringify(rows),
    at.toISOString(),
  ])
  await tx.exec(HOLD, [tx.scope.entityId, tx.scope.livemode, cluster.map(({ id }) => `${id}`)])
}

const REPLACE = `
WITH wanted AS (
  SELECT rule, method, state, score, parts, differs, difference_minor, expected_ids::bigint[] AS expected_ids, observed_ids::bigint[] AS observed_ids
    FROM jsonb_to_recordset($6::text::jsonb) AS w (rule text, method text, state text, score int, parts jsonb, differs text,
         difference_minor bigint, expected_ids text, observed_ids text)
), standing AS (
  SELECT m.id, m.state, m.rule, m.expected_ids, m.observed_ids, m.difference_minor FROM match m
   WHERE m.entity_id = $1 AND m.livemode = $2 AND m.domain = $3 AND m.state IN ('live', 'suggested')
     AND m.rule <> 'key' AND m.rule <> 'by_hand' AND m.method IN ('auto', 'tolerance') AND m.expected_ids && $5::bigint[]
), voided AS (
  UPDATE match m SET state = 'void', reason = 'Matched anew.' FROM standing s
   WHERE m.id = s.id AND NOT EXISTS (SELECT FROM wanted w WHERE w.state = s.state AND w.rule = s.rule AND w.expected_ids = s.expected_ids
     AND w.observed_ids = s.observed_ids AND w.difference_minor = s.difference_minor)
), weighed AS (
  UPDATE match m SET score = w.score, parts = w.parts FROM standing s JOIN wanted w ON w.state = s.state AND w.rule = s.rule
         AND w.expected_ids = s.expected_ids AND w.observed_ids = s.observed_ids AND w.difference_minor = s.difference_minor
   WHERE m.id = s.id AND (m.score, m.parts) IS DISTINCT FROM (w.score, w.parts)
)
INSERT INTO match (entity_id, livemode, domain, rule, method, state, score, parts, differs, currency, difference_minor, expected_ids, observed_ids,
                   made_by, made_at)
SELECT $1, $2, $3, w.rule, w.method, w.state, w.score, w.parts, w.differs, $4, w.difference_minor, w.expected_ids, w.observed_ids, 'system',
       $7::text::timestamptz
  FROM wanted w
 WHERE NOT EXISTS (SELECT FROM standing s WHERE w.state = s.state AND w.rule = s.rule AND w.expected_ids = s.expected_ids
   AND w.observed_ids = s.observed_ids AND w.difference_minor = s.difference_minor)
 ORDER BY w.expected_ids, w.observed_ids`

/** The items say what holds them now; those that nothing holds are looked at again by what comes next. */
const HOLD = `
WITH live AS (
  SELECT unnest(m.expected_ids || m.observed_ids) AS item_id, m.id, m.rule, m.method, m.difference_minor FROM match m
   WHERE m.entity_id = $1 AND m.livemode = $2 AND m.state = 'live' AND m.rule <> 'key' AND m.rule <> 'by_hand'
     AND m.method IN ('auto', 'tolerance') AND m.expected_ids && $3::bigint[]
)
UPDATE match_item i SET match_id = l.id, held = CASE WHEN l.id IS NULL THEN 'open' ELSE 'weak' END,
       is_due = l.id IS NULL,
       state = CASE WHEN l.id IS NULL THEN 'expected' WHEN l.rule = 'tolerance' THEN 'matched_tolerance' ELSE 'matched_auto' END
  FROM unnest($3::bigint[]) AS k (id) LEFT JOIN live l ON l.item_id = k.id
 WHERE i.id = k.id AND (i.match_id IS DISTINCT FROM l.id OR i.is_due)`
