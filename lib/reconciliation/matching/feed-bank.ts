import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { refreshAfterFilling } from '#lib/platform/statistics.ts'
import { filesToFeed, markFed } from './feed-marks.ts'

/** Bank lines of the processor name it somewhere; everything else on the account is no payout. */
const PROCESSOR = 'stripe'

/**
 * Turns payouts and top-ups of the platform, and the bank's lines about them, into items. Payouts that changed are due again;
 * one that failed or was cancelled is expected no more. Lines of a file come once. False when there was more than one reading takes.
 */
export async function feedBank(tx: Sql, entity: Entity): Promise<boolean> {
  const scope = [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount]
  await refreshAfterFilling(tx, 'match_item', await tx.exec(EXPECTED, [...scope, entity.bookTimeZone]))
  const files = await filesToFeed(tx, 'bank_file')
  if (files.length === 0) return true
  await refreshAfterFilling(
    tx,
    'match_item',
    await tx.exec(OBSERVED, [tx.scope.entityId, tx.scope.livemode, files, PROCESSOR]),
  )
  await markFed(tx, files)
  return false
}

/** A payout names itself at the bank by its trace id. */
const EXPECTED = `
WITH wanted AS (
  SELECT p.id, lower(p.trace_id) AS key,
         upper(p.currency) AS currency, p.amount_minor, (p.arrival_at AT TIME ZONE 'UTC')::date AS happened_on,
         'Payout ' || p.id AS reference,
         p.status NOT IN ('failed', 'canceled') AS is_expected
    FROM payout p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3
  UNION ALL
  SELECT t.id, '', upper(t.currency), -t.amount_minor, (coalesce(t.expected_at, t.created_at) AT TIME ZONE $4)::date,
         'Top-up ' || t.id, t.status NOT IN ('failed', 'canceled')
    FROM topup t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3
)
INSERT INTO match_item AS i (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, $2, 'bank', 'expected', w.id, w.key, w.currency, w.amount_minor, w.happened_on, w.reference,
       CASE WHEN w.is_expected THEN 'expected' ELSE 'void' END, w.is_expected
  FROM wanted w
  LEFT JOIN match_item old ON old.entity_id = $1 AND old.livemode = $2 AND old.domain = 'bank' AND old.side = 'expected' AND old.object_id = w.id
 WHERE old.id IS NULL OR (old.key, old.amount_minor, old.happened_on) IS DISTINCT FROM (w.key, w.amount_minor, w.happened_on)
    OR (old.state = 'void') = w.is_expected
ON CONFLICT (entity_id, livemode, domain, side, object_id) DO UPDATE SET key = excluded.key, amount_minor = excluded.amount_minor,
  happened_on = excluded.happened_on, state = CASE WHEN excluded.state = 'void' THEN 'void' ELSE i.state END, is_due = true`

/** The trace id is whichever word of the line a payout in its currency has; a line that comes before its payout is due then. */
const OBSERVED = `
INSERT INTO match_item (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, $2, 'bank', 'observed', l.id::text, '', l.currency, l.amount_minor, l.booked_on,
       btrim(concat_ws(' ', l.reference, l.counterparty, l.bank_reference)), 'expected', true
  FROM bank_line l
 WHERE l.entity_id = $1 AND l.livemode = $2 AND l.file_id = ANY($3::text[])
   AND position($4 IN lower(concat_ws(' ', l.reference, l.counterparty))) > 0
 ORDER BY l.id
ON CONFLICT (entity_id, livemode, domain, side, object_id) DO NOTHING`

/**
 * Names open lines by the trace id that stands in their text, now that its payout is known. Few lines are open, so every one is
 * read; which came first does not matter.
 */
export function nameLines(tx: Sql): Promise<number> {
  return tx.exec(
    `UPDATE match_item o SET key = e.key, is_due = true
       FROM (SELECT i.id, i.currency, regexp_split_to_table(lower(i.reference), '[^[:alnum:]]+') AS word FROM match_item i
              WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'bank' AND i.side = 'observed' AND i.key = ''
                AND i.held IN ('open', 'weak')) w
       JOIN match_item e ON e.entity_id = $1 AND e.livemode = $2 AND e.domain = 'bank' AND e.currency = w.currency AND e.key = w.word
        AND e.side = 'expected'
      WHERE o.id = w.id AND length(w.word) >= 6`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
