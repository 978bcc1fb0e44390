import type { Sql } from '#lib/platform/db.ts'
import { refreshAfterFilling } from '#lib/platform/statistics.ts'

/** Before an order's number in the name of an item: refunds of an order are never its sale. */
export const REFUND_KEY = 'refund:'

/**
 * Turns refunds into items, one for each: those Stripe made of the orders whose settlements changed since, and those of the order
 * system's new files. One that failed is expected no more. A refund the order system shows as sent back takes out one of the same
 * amount, the earliest first.
 */
export async function feedRefunds(tx: Sql, settlementIds: readonly string[], files: readonly string[]): Promise<void> {
  const scope = [tx.scope.entityId, tx.scope.livemode]
  if (settlementIds.length > 0)
    await refreshAfterFilling(tx, 'match_item', await tx.exec(EXPECTED, [...scope, settlementIds]))
  if (files.length === 0) return
  await refreshAfterFilling(tx, 'match_item', await tx.exec(OBSERVED, [...scope, files]))
  await tx.exec(SENT_BACK, [...scope, files])
}

/** Amounts are negative, as the order system writes them, in the currency the buyer saw. */
const EXPECTED = `
INSERT INTO match_item AS i (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, $2, 'records', 'expected', f.id, '${REFUND_KEY}' || lower(s.order_id), upper(f.currency), -f.amount_minor,
       (f.created_at AT TIME ZONE 'UTC')::date, 'Refund of order ' || s.order_id,
       CASE WHEN f.status IN ('failed', 'canceled') THEN 'void' ELSE 'expected' END, true
  FROM unnest($3::text[]) AS c (id) CROSS JOIN LATERAL (
    SELECT x.order_id, x.charge_id FROM settlement x WHERE x.id = c.id AND x.order_id <> '' AND x.charge_id <> '' OFFSET 0) s
  JOIN refund f ON f.entity_id = $1 AND f.livemode = $2 AND f.charge_id = s.charge_id
 WHERE f.amount_minor <> 0
ON CONFLICT (entity_id, livemode, domain, side, object_id) DO UPDATE SET amount_minor = excluded.amount_minor, is_due = true,
  state = CASE WHEN excluded.state = 'void' THEN 'void' WHEN i.state = 'void' THEN 'expected' ELSE i.state END
 WHERE i.amount_minor <> excluded.amount_minor OR (i.state = 'void') <> (excluded.state = 'void')`

const OBSERVED = `
INSERT INTO match_item (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, $2, 'records', 'observed', 'refund:' || r.record_key, '${REFUND_KEY}' || lower(o.order_id), r.currency, r.gross_minor, r.happened_on,
       'Refund of order ' || o.order_id, CASE WHEN r.gross_minor > 0 THEN 'void' ELSE 'expected' END, true
  FROM seller_record r CROSS JOIN LATERAL (SELECT coalesce(nullif(r.refund_of, ''), r.order_id) AS order_id) o
 WHERE r.entity_id = $1 AND r.livemode = $2 AND r.file_id = ANY($3::text[]) AND r.kind = 'refund' AND r.payment IN ('', 'stripe')
   AND r.gross_minor <> 0 AND o.order_id <> ''
ON CONFLICT (entity_id, livemode, domain, side, object_id) DO NOTHING`

/** Reads all of the name's refunds, those of earlier files among them: as many are taken out as were sent back. */
const SENT_BACK = `
WITH named AS MATERIALIZED (
  SELECT DISTINCT i.currency, i.key FROM seller_record r
    JOIN match_item i ON i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'records' AND i.side = 'observed' AND i.object_id = 'refund:' || r.record_key
   WHERE r.entity_id = $1 AND r.livemode = $2 AND r.file_id = ANY($3::text[]) AND r.kind = 'refund'
     AND EXISTS (SELECT FROM match_item b WHERE b.entity_id = $1 AND b.livemode = $2 AND b.domain = 'records' AND b.currency = i.currency
           AND b.key = i.key AND b.side = 'observed' AND b.amount_minor > 0)
), ranked AS (
  SELECT x.id, x.amount_minor, n.currency, n.key, x.state,
         row_number() OVER (PARTITION BY n.currency, n.key, x.amount_minor ORDER BY x.happened_on, x.object_id) AS turn
    FROM named n CROSS JOIN LATERAL (
      SELECT * FROM match_item y WHERE y.entity_id = $1 AND y.livemode = $2 AND y.domain = 'records' AND y.currency = n.currency
         AND y.key = n.key AND y.side = 'observed' OFFSET 0) x
)
UPDATE match_item i SET state = 'void', is_due = true
  FROM ranked gone JOIN ranked back ON back.currency = gone.currency AND back.key = gone.key AND back.amount_minor = -gone.amount_minor
   AND back.turn = gone.turn
 WHERE i.id = gone.id AND gone.amount_minor < 0 AND gone.state <> 'void'`
