import type { Sql } from '#lib/platform/db.ts'
import { refreshAfterFilling } from '#lib/platform/statistics.ts'
import { fedUpTo, filesToFeed, markFed, setFedUpTo } from './feed-marks.ts'
import { feedRefunds } from './feed-refunds.ts'

const SETTLEMENTS_MAX = 20_000
/** A transaction that began before the last reading may have written an earlier instant than was read up to. */
const OVERLAP = '10 minutes'

/**
 * Turns collected orders and the order system's sales into items, one per order on either side, and refunds beside them. An order that changed is due
 * again. False when there was more than one reading takes.
 */
export async function feedRecords(tx: Sql): Promise<boolean> {
  const scope = [tx.scope.entityId, tx.scope.livemode]
  const from = await fedUpTo(tx, 'settlements')
  const [read] = await tx.sql<{ up_to: string | null; count: number; ids: string[] }>(EXPECTED, [
    ...scope,
    from,
    SETTLEMENTS_MAX,
  ])
  if (read?.up_to != null) await setFedUpTo(tx, 'settlements', read.up_to)
  await refreshAfterFilling(tx, 'match_item', read?.count ?? 0)

  const files = await filesToFeed(tx, 'seller_record_file')
  if (files.length > 0) {
    await refreshAfterFilling(tx, 'match_item', await tx.exec(OBSERVED, [...scope, files]))
    await markFed(tx, files)
  }
  await feedRefunds(tx, read?.ids ?? [], files)
  return (read?.count ?? 0) < SETTLEMENTS_MAX && files.length === 0
}

/** What buyers were charged, in the currency they saw: that is what an order system knows. */
const EXPECTED = `
-- Those of one instant are read together: the next reading begins after it.
WITH changed AS MATERIALIZED (
  SELECT s.id, s.order_id, s.volume_currency, s.volume_minor, s.accounting_on, s.state, s.updated_at, s.charge_id
    FROM settlement s
   WHERE s.entity_id = $1 AND s.livemode = $2 AND s.updated_at > $3::text::timestamptz
   ORDER BY s.updated_at FETCH FIRST $4 ROWS WITH TIES
), fed AS (
  INSERT INTO match_item AS i (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
  SELECT $1, $2, 'records', 'expected', c.id, lower(c.order_id), upper(c.volume_currency), c.volume_minor, c.accounting_on,
         'Order ' || c.order_id, 'expected', true
    FROM changed c WHERE c.order_id <> '' AND c.volume_currency <> '' AND c.volume_minor <> 0 AND c.state <> 'nothing_collected'
  ON CONFLICT (entity_id, livemode, domain, side, object_id) DO UPDATE SET key = excluded.key, amount_minor = excluded.amount_minor, is_due = true
   WHERE (i.key, i.amount_minor) IS DISTINCT FROM (excluded.key, excluded.amount_minor)
)
SELECT count(*)::int AS count, coalesce(array_agg(id) FILTER (WHERE order_id <> '' AND charge_id <> ''), '{}') AS ids, (max(updated_at) - CASE WHEN count(*) < $4 THEN interval '${OVERLAP}' ELSE interval '0' END)::text AS up_to FROM changed`

/** An order's lines together, also those of earlier files. What was paid elsewhere is none of Stripe's money. */
const OBSERVED = `
WITH named AS MATERIALIZED (
  SELECT DISTINCT r.order_id FROM seller_record r
   WHERE r.entity_id = $1 AND r.livemode = $2 AND r.file_id = ANY($3::text[]) AND r.kind = 'sale'
), sold AS (
  SELECT r.order_id, r.currency, sum(r.gross_minor)::bigint AS amount_minor, min(r.happened_on) AS happened_on
    FROM named n JOIN seller_record r ON r.entity_id = $1 AND r.livemode = $2 AND r.order_id = n.order_id AND r.kind = 'sale'
     AND r.payment IN ('', 'stripe')
   GROUP BY 1, 2
)
INSERT INTO match_item AS i (entity_id, livemode, domain, side, object_id, key, currency, amount_minor, happened_on, reference, state, is_due)
SELECT $1, $2, 'records', 'observed', s.order_id || ':' || s.currency, lower(s.order_id), s.currency, s.amount_minor, s.happened_on,
       'Order ' || s.order_id, 'expected', true
  FROM sold s WHERE s.order_id <> ''
ON CONFLICT (entity_id, livemode, domain, side, object_id) DO UPDATE SET amount_minor = excluded.amount_minor, is_due = true
 WHERE i.amount_minor IS DISTINCT FROM excluded.amount_minor`
