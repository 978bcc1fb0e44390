import type { Sql } from '#lib/platform/db.ts'
import { REFUND_KEY } from './feed-refunds.ts'
import type { MatchDomain } from './match-model.ts'

/** A source that speaks of a day has this many days more before what it does not show is missing. */
const GRACE_DAYS = 3

/**
 * Says of every open item that is due, and of those that wait, what it is: missing only once the other side's source covers its
 * day and the days of grace after it; until then it is expected or waiting, which is no exception.
 */
export async function classifyItems(tx: Sql, domain: MatchDomain, today: string): Promise<void> {
  const covered = `WITH covered AS MATERIALIZED (${domain === 'bank' ? BANK_COVERED : RECORDS_COVERED})`
  const values = [tx.scope.entityId, tx.scope.livemode, domain, today]
  await tx.exec(`${covered} UPDATE match_item i SET state = ${SAID}, is_due = false WHERE ${OPEN} AND i.is_due`, values)
  await tx.exec(
    `${covered} UPDATE match_item i SET state = ${SAID} WHERE ${OPEN} AND NOT i.is_due AND i.state IN ('expected', 'waiting') AND i.state <> ${SAID}`,
    values,
  )
  await tx.exec(
    `UPDATE match_item SET is_due = false WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due AND state = 'void' AND held = 'open'`,
    values.slice(0, 3),
  )
}

const OPEN = `i.entity_id = $1 AND i.livemode = $2 AND i.domain = $3 AND i.held = 'open' AND i.state <> 'void'`

/** Computed where it is written: joined by id, the planner reads all that was ever matched when it overrates what is open. */
const SAID = `CASE
  WHEN EXISTS (SELECT FROM match_item x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.domain = $3 AND i.key <> '' AND x.key = i.key
                  AND x.side <> i.side AND x.held = 'open' AND x.currency <> i.currency) THEN 'currency_mismatch'
  WHEN i.side = 'observed' THEN CASE WHEN i.happened_on + ${GRACE_DAYS} < $4::date THEN 'missing' ELSE 'waiting' END
  WHEN i.happened_on >= $4::date THEN 'expected'
  WHEN EXISTS (SELECT FROM covered c WHERE (c.currency IS NULL OR c.currency = i.currency) AND c.is_of_refunds = starts_with(i.key, '${REFUND_KEY}')
                  AND i.happened_on + ${GRACE_DAYS} <= least(c.up_to, $4::date) AND i.happened_on >= c.since) THEN 'missing'
  ELSE 'waiting' END`

/** From which day to which the bank's statements speak, per currency. */
const BANK_COVERED = `SELECT a.currency::text AS currency, false AS is_of_refunds, min(f.first_on) AS since, max(f.last_on) AS up_to
  FROM bank_file f JOIN bank_account a ON a.id = f.bank_account_id
 WHERE f.entity_id = $1 AND f.livemode = $2 AND f.state = 'imported' GROUP BY a.currency`

/**
 * The order system's files hold every currency; what they speak of is what they show. One that never showed a refund keeps none:
 * nothing of Stripe's is missing there.
 */
const RECORDS_COVERED = `SELECT NULL::text AS currency, false AS is_of_refunds, min(happened_on) AS since, max(happened_on) AS up_to
  FROM seller_record WHERE entity_id = $1 AND livemode = $2
UNION ALL
SELECT NULL, true, (SELECT min(happened_on) FROM seller_record WHERE entity_id = $1 AND livemode = $2 AND kind = 'refund'),
       (SELECT max(happened_on) FROM seller_record WHERE entity_id = $1 AND livemode = $2)`
