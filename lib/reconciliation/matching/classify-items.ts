import type { Sql } from '#lib/platform/db.ts'
import type { MatchDomain } from './match-model.ts'

/** A source that speaks of a day has this many days more before what it does not show is missing. */
const GRACE_DAYS = 3

/**
 * Says of every open item that is due, and of those that wait, what it is: missing only once the other side's source covers its
 * day and the days of grace after it; until then it is expected or waiting, which is no exception.
 */
export async function classifyItems(tx: Sql, domain: MatchDomain, today: string): Promise<void> {
  const covered = domain === 'bank' ? BANK_COVERED : RECORDS_COVERED
  await tx.exec(
    `WITH covered AS MATERIALIZED (${covered}), open AS (
       SELECT i.id, i.state, i.is_due, CASE
           WHEN EXISTS (SELECT FROM match_item x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.domain = $3 AND i.key <> '' AND x.key = i.key
                           AND x.side <> i.side AND x.held = 'open' AND x.currency <> i.currency) THEN 'currency_mismatch'
           WHEN i.side = 'observed' THEN CASE WHEN i.happened_on + ${GRACE_DAYS} < $4::date THEN 'missing' ELSE 'waiting' END
           WHEN i.happened_on >= $4::date THEN 'expected'
           WHEN i.happened_on + ${GRACE_DAYS} <= least(c.up_to, $4::date) AND i.happened_on >= c.since THEN 'missing'
           ELSE 'waiting' END AS found
         FROM match_item i LEFT JOIN covered c ON c.currency = i.currency
        WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = $3 AND i.held = 'open' AND i.state <> 'void'
          AND (i.is_due OR i.state IN ('expected', 'waiting'))
     )
     UPDATE match_item i SET state = o.found, is_due = false FROM open o WHERE i.id = o.id AND (i.state <> o.found OR i.is_due)`,
    [tx.scope.entityId, tx.scope.livemode, domain, today],
  )
}

/** From which day to which the bank's statements speak, per currency. */
const BANK_COVERED = `SELECT a.currency, min(f.first_on) AS since, max(f.last_on) AS up_to
  FROM bank_file f JOIN bank_account a ON a.id = f.bank_account_id
 WHERE f.entity_id = $1 AND f.livemode = $2 AND f.state = 'imported' GROUP BY a.currency`

/** The order system's files hold every currency; what they speak of is what they show. */
const RECORDS_COVERED = `SELECT c.currency, r.since, r.up_to FROM (SELECT DISTINCT currency FROM match_item
   WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND held = 'open') c
 CROSS JOIN (SELECT min(happened_on) AS since, max(happened_on) AS up_to FROM seller_record WHERE entity_id = $1 AND livemode = $2) r`
