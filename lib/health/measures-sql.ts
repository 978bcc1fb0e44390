/** Days a trend looks back over: four whole weeks against the twelve before, so that weekdays and their rhythm cancel. */
export const RECENT_DAYS = 28
export const BEFORE_DAYS = 84
/** Days the rates look back over. */
export const RATE_DAYS = 90

const SINCE = `$3::date - ${RECENT_DAYS + BEFORE_DAYS}`
const RECENT = `on_day >= $3::date - ${RECENT_DAYS}`
const BEFORE = `on_day < $3::date - ${RECENT_DAYS}`
const RATED = `on_day >= $3::date - ${RATE_DAYS}`
const WEEKS_APART = `${BEFORE_DAYS / RECENT_DAYS}`
const sum = (column: string, when: string) => `coalesce(sum(${column}) FILTER (WHERE ${when}), 0)`

/** What a seller's days come to, per currency; and the same of the marketplace. Currencies are never added up. */
const COUNTED = `own AS (
  SELECT seller_id, currency, ${sum('gross_minor', RECENT)} AS recent, ${sum('gross_minor', BEFORE)} AS before, ${sum('orders', BEFORE)} AS before_orders,
         ${sum('gross_minor', RATED)} AS gross, ${sum('refund_minor', RATED)} AS refund, ${sum('orders', RATED)} AS orders, ${sum('disputes', RATED)} AS disputes,
         ${sum('payouts', RATED)} AS payouts, ${sum('payout_failures', RATED)} AS failures
    FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND on_day >= ${SINCE} AND on_day < $3::date AND seller_id <> ''
     AND ($4::text[] IS NULL OR seller_id = ANY($4::text[])) GROUP BY 1, 2
), everybody AS (
  SELECT currency, ${sum('gross_minor', RECENT)} AS recent, ${sum('gross_minor', BEFORE)} AS before
    FROM analytics_total WHERE entity_id = $1 AND livemode = $2 AND on_day >= ${SINCE} AND on_day < $3::date GROUP BY 1
)`

/** A seller's growth beside that of everybody else: 1 is the same, 0.5 is half. Null where there was nothing before. */
const BESIDE_OTHERS = `CASE WHEN o.before <= 0 THEN NULL ELSE
  (greatest(o.recent, 0)::float8 * ${WEEKS_APART} / o.before)
  / CASE WHEN e.before - o.before > 0 AND e.recent - o.recent > 0
      THEN (e.recent - o.recent)::float8 * ${WEEKS_APART} / (e.before - o.before) ELSE 1 END END`

const RATES = `rates AS (
  SELECT o.seller_id, sum(o.orders)::float8 AS orders, sum(o.disputes)::float8 AS disputes, sum(o.payouts + o.failures)::float8 AS tried,
         sum(o.failures)::float8 AS failures,
         sum(o.orders * least(1, greatest(0, o.refund::float8 / nullif(o.gross, 0)))) FILTER (WHERE o.gross > 0) / nullif(sum(o.orders) FILTER (WHERE o.gross > 0), 0)::float8 AS refunded,
         sum(o.before_orders) FILTER (WHERE o.before > 0)::float8 AS before_orders,
         (sum(o.before_orders * (${BESIDE_OTHERS})) / nullif(sum(o.before_orders) FILTER (WHERE o.before > 0), 0))::float8 AS growth
    FROM own o LEFT JOIN everybody e USING (currency) GROUP BY 1
)`

/** Owed to the platform per currency, beside four weeks of sales in it; the worst currency counts. */
const OWING = `owing AS (
  SELECT a.subject AS seller_id, max(least(1, a.balance_minor::float8 / nullif(greatest(coalesce(o.recent, 0), 0), 0))) AS share,
         bool_or(coalesce(o.recent, 0) <= 0) AS is_bare
    FROM ledger_account a LEFT JOIN own o ON o.seller_id = a.subject AND o.currency = a.currency::text
   WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND a.balance_minor > 0
     AND ($4::text[] IS NULL OR a.subject = ANY($4::text[])) GROUP BY 1
)`

/** Tickets about a seller; those of an alert are left out: a score must not fall because it fell. */
const TICKETS = `tickets AS (
  SELECT seller_id, count(DISTINCT id)::float8 AS open FROM (
    SELECT subject_id AS seller_id, id, opened_at, resolved_at, state FROM ticket
     WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'seller' AND code NOT LIKE 'health.%'
    UNION ALL
    SELECT l.object_id, t.id, t.opened_at, t.resolved_at, t.state FROM ticket_link l JOIN ticket t ON t.id = l.ticket_id
     WHERE l.entity_id = $1 AND l.livemode = $2 AND l.object_kind = 'seller' AND t.code NOT LIKE 'health.%') about
   WHERE opened_at < $5::text::timestamptz AND (resolved_at IS NULL OR resolved_at >= $5::text::timestamptz) GROUP BY 1
)`

/**
 * What is known about every seller at the beginning of a day, in one statement. $1 entity, $2 livemode, $3 the day: what is before it
 * counts; $4 sellers, null for all; $5 the instant; $6 whether it is the present: what Stripe says of an account and what it owes are
 * not kept of the past, so that they are null then.
 */
export const MEASURES_SQL = `WITH ${COUNTED}, ${RATES}, ${OWING}, ${TICKETS}
SELECT s.id AS "sellerId", coalesce(r.orders, 0) AS orders, coalesce(r.disputes, 0) AS disputes, coalesce(r.tried, 0) AS tried,
       coalesce(r.failures, 0) AS failures, r.refunded, coalesce(r.before_orders, 0) AS "beforeOrders", r.growth,
       CASE WHEN NOT $6::boolean THEN NULL WHEN s.disabled_reason <> '' OR NOT s.payouts_enabled OR NOT s.charges_enabled OR s.transfers_status IN ('inactive', 'none') THEN 1
            WHEN s.transfers_status = 'pending' THEN 0.5 ELSE 0 END::float8 AS requirements,
       CASE WHEN NOT $6::boolean THEN NULL WHEN w.is_bare THEN 1 ELSE coalesce(w.share, 0) END::float8 AS negative,
       coalesce(t.open, 0) AS tickets,
       extract(epoch FROM $5::text::timestamptz - greatest(s.account_created_at, CASE WHEN s.charges_enabled_at < $5::text::timestamptz THEN s.charges_enabled_at END,
         CASE WHEN s.first_sale_at < $5::text::timestamptz THEN s.first_sale_at END))::float8 / 86400 AS days
  FROM seller s LEFT JOIN rates r ON r.seller_id = s.id LEFT JOIN owing w ON w.seller_id = s.id LEFT JOIN tickets t ON t.seller_id = s.id
 WHERE s.entity_id = $1 AND s.livemode = $2 AND s.account_created_at < $5::text::timestamptz AND ($4::text[] IS NULL OR s.id = ANY($4::text[]))
 ORDER BY s.id`
