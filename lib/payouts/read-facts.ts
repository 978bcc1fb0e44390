import type { Sql } from '#lib/platform/db.ts'
import type { CategorySum, LeftBehind, PayoutKey, TieOutMode } from './model.ts'

/** Everything a tie-out is made of. Amounts are minor units of the payout's currency. */
export type PayoutFacts = PayoutKey & {
  readonly mode: TieOutMode
  readonly status: string
  readonly failureCode: string
  readonly reconciliationStatus: string
  readonly currency: string
  readonly payoutMinor: bigint
  readonly createdAt: Date
  readonly arrivalAt: Date
  /** The payout's own transaction: minus the amount and its fee; null while it is not mirrored. */
  readonly ownNetMinor: bigint | null
  readonly ownFeeMinor: bigint
  /** The transaction that brought the money back, and whether our books have it. */
  readonly reversalId: string
  readonly isReversalPosted: boolean
  /** How many lines Stripe listed, the payout's own among them; null before it did. */
  readonly listedCount: number | null
  readonly listedNetMinor: bigint
  /** How many lines the mirror holds under the payout, its own among them. */
  readonly heldCount: number
  readonly categories: readonly CategorySum[]
  /** Lines in a currency that was converted on the way. */
  readonly convertedCount: number
  /** Lines that our books do not have yet, and their net. */
  readonly unpostedCount: number
  readonly unpostedMinor: bigint
  readonly left: readonly LeftBehind[]
  /** What was available on the account just before, by our mirror; for payouts that are not itemised. */
  readonly availableMinor: bigint
  /** An earlier payout of the account is not itemised yet, so that nobody knows what was left for this one. */
  readonly isEarlierOpen: boolean
}

type Row = Omit<PayoutFacts, 'categories' | 'left'> & {
  readonly categories: readonly Texts<CategorySum>[]
  readonly left: readonly (Texts<Omit<LeftBehind, 'ids'>> & { readonly ids: readonly string[] })[]
}
type Texts<T> = { readonly [Key in keyof T]: T[Key] extends bigint ? string : T[Key] }

/**
 * Facts of some payouts, by look-ups on indexes: the cost follows their lines, not the length of the history. What was available
 * before a payout by hand alone needs the account's history until then, which is read once for all of an account's: `steps` are
 * what became available between one of them and the next.
 */
export async function readPayoutFacts(tx: Sql, keys: readonly PayoutKey[]): Promise<PayoutFacts[]> {
  const rows = await tx.sql<Row>(FACTS, [
    tx.scope.entityId,
    tx.scope.livemode,
    keys.map(({ account }) => account),
    keys.map(({ payoutId }) => payoutId),
  ])
  return rows.map(({ categories, left, ...row }) => ({
    ...row,
    categories: categories.map(({ grossMinor, feeMinor, netMinor, ...rest }) => ({
      ...rest,
      grossMinor: BigInt(grossMinor),
      feeMinor: BigInt(feeMinor),
      netMinor: BigInt(netMinor),
    })),
    left: left.map(({ netMinor, lateMinor, ...rest }) => ({
      ...rest,
      netMinor: BigInt(netMinor),
      lateMinor: BigInt(lateMinor),
    })),
  }))
}

/** A payout further back than this is not waited for. */
const EARLIER_DAYS = 10

const FACTS = `
WITH wanted AS MATERIALIZED (
  SELECT t.account, t.payout_id, t.mode, p.status, p.failure_code, p.reconciliation_status, t.currency, p.amount_minor, p.created_at,
         p.arrival_at, p.balance_transaction_id, p.failure_balance_transaction_id
    FROM unnest($3::text[], $4::text[]) AS k (account, id)
    JOIN payout_tie_out t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = k.account AND t.payout_id = k.id
    JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = k.account AND p.id = k.id
), by_hand AS MATERIALIZED (
  SELECT account, currency, array_agg(created_at + interval '1 microsecond' ORDER BY created_at) AS instants, max(created_at) AS last
    FROM wanted WHERE mode = 'balance' GROUP BY account, currency
), steps AS MATERIALIZED (
  SELECT h.account, h.currency, width_bucket(greatest(b.available_on, b.created_at), h.instants) AS passed, sum(b.net_minor) AS minor
    FROM by_hand h JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = h.account AND b.created_at <= h.last
     AND b.currency = h.currency AND b.balance_type = 'payments'
   GROUP BY 1, 2, 3
), available AS MATERIALIZED (
  SELECT w.account, w.payout_id, sum(s.minor)::bigint AS minor
    FROM wanted w JOIN by_hand h ON h.account = w.account AND h.currency = w.currency
    JOIN steps s ON s.account = h.account AND s.currency = h.currency AND s.passed < array_position(h.instants, w.created_at + interval '1 microsecond')
   WHERE w.mode = 'balance' GROUP BY 1, 2
)
SELECT w.account, w.payout_id AS "payoutId", w.mode, w.status, w.failure_code AS "failureCode",
       w.reconciliation_status AS "reconciliationStatus", w.currency, w.amount_minor AS "payoutMinor", w.created_at AS "createdAt",
       w.arrival_at AS "arrivalAt", own.net_minor AS "ownNetMinor", coalesce(own.fee_minor, 0) AS "ownFeeMinor",
       w.failure_balance_transaction_id AS "reversalId", coalesce(back.is_posted, false) AS "isReversalPosted",
       l.line_count AS "listedCount", coalesce(l.net_minor, 0) AS "listedNetMinor",
       lines.held_count AS "heldCount", lines.categories, lines.converted_count AS "convertedCount",
       lines.unposted_count AS "unpostedCount", lines.unposted_minor AS "unpostedMinor", behind.lines AS left,
       coalesce(available.minor, 0)
         - CASE WHEN greatest(own.available_on, own.created_at) <= w.created_at AND own.balance_type = 'payments' THEN own.net_minor ELSE 0 END
         AS "availableMinor",
       w.mode = 'breakdown' AND EXISTS (
         SELECT FROM payout e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.account = w.account AND e.created_at < w.created_at
            AND e.created_at > w.created_at - make_interval(days => ${EARLIER_DAYS}) AND e.currency = w.currency AND e.automatic
            AND e.reconciliation_status IN ('in_progress', 'completed')
            AND NOT EXISTS (SELECT FROM payout_listing x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.account = e.account
                              AND x.payout_id = e.id)) AS "isEarlierOpen"
  FROM wanted w
  LEFT JOIN payout_listing l ON l.entity_id = $1 AND l.livemode = $2 AND l.account = w.account AND l.payout_id = w.payout_id
    AND l.reconciliation_status = 'completed'
  LEFT JOIN balance_transaction own ON own.entity_id = $1 AND own.livemode = $2 AND own.account = w.account
    AND own.id = w.balance_transaction_id AND w.balance_transaction_id <> ''
  LEFT JOIN LATERAL (
    SELECT EXISTS (SELECT FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'balance_transaction'
                     AND e.source_account = w.account AND e.source_id = w.failure_balance_transaction_id) AS is_posted
  ) back ON w.failure_balance_transaction_id <> ''
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(c.count), 0)::int + coalesce(sum(c.own_count), 0)::int AS held_count,
           coalesce(jsonb_agg(jsonb_build_object('category', c.category, 'count', c.count, 'grossMinor', c.gross::text,
             'feeMinor', c.fee::text, 'netMinor', c.net::text) ORDER BY c.category) FILTER (WHERE c.count > 0), '[]') AS categories,
           coalesce(sum(c.converted), 0)::int AS converted_count, coalesce(sum(c.unposted), 0)::int AS unposted_count,
           coalesce(sum(c.unposted_minor), 0)::bigint AS unposted_minor
      FROM (SELECT b.reporting_category AS category, count(*) FILTER (WHERE b.source_id <> w.payout_id) AS count,
                   count(*) FILTER (WHERE b.source_id = w.payout_id) AS own_count,
                   coalesce(sum(b.amount_minor) FILTER (WHERE b.source_id <> w.payout_id), 0) AS gross,
                   coalesce(sum(b.fee_minor) FILTER (WHERE b.source_id <> w.payout_id), 0) AS fee,
                   coalesce(sum(b.net_minor) FILTER (WHERE b.source_id <> w.payout_id), 0) AS net,
                   count(*) FILTER (WHERE b.source_id <> w.payout_id AND b.exchange_rate <> '') AS converted,
                   count(*) FILTER (WHERE b.source_id <> w.payout_id AND q.account IS NOT NULL) AS unposted,
                   coalesce(sum(b.net_minor) FILTER (WHERE b.source_id <> w.payout_id AND q.account IS NOT NULL), 0) AS unposted_minor
              FROM balance_transaction b
              LEFT JOIN posting_queue q ON q.entity_id = $1 AND q.livemode = $2 AND q.account = b.account AND q.balance_transaction_id = b.id
             WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = w.account AND b.payout_id = w.payout_id
             GROUP BY b.reporting_category) c
  ) lines
  LEFT JOIN LATERAL (
    SELECT n.id FROM payout n WHERE w.mode = 'breakdown' AND n.entity_id = $1 AND n.livemode = $2 AND n.account = w.account AND n.created_at > w.created_at
       AND n.currency = w.currency AND n.automatic ORDER BY n.created_at, n.id LIMIT 1
  ) next ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('category', g.category, 'count', g.count, 'netMinor', g.net::text,
             'lateMinor', g.late::text, 'ids', g.ids) ORDER BY g.category), '[]') AS lines
      FROM (SELECT u.reporting_category AS category, count(*) AS count, sum(u.net_minor) AS net,
                   coalesce(sum(u.net_minor) FILTER (WHERE u.available_on > w.created_at - interval '1 day'), 0) AS late,
                   (array_agg(u.id ORDER BY u.available_on DESC, u.id))[1:5] AS ids
              FROM (SELECT b.id, b.reporting_category, b.net_minor, b.available_on, b.created_at, b.balance_type, b.source_id, b.currency
                      FROM balance_transaction b
                     WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = w.account AND b.payout_id = '' AND b.currency = w.currency
                       AND b.available_on <= w.created_at
                    UNION ALL
                    SELECT b.id, b.reporting_category, b.net_minor, b.available_on, b.created_at, b.balance_type, b.source_id, b.currency
                      FROM balance_transaction b
                     WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = w.account AND b.payout_id = next.id
                       AND b.available_on <= w.created_at) u
             WHERE w.mode = 'breakdown' AND u.created_at <= w.created_at AND u.currency = w.currency AND u.balance_type = 'payments'
               AND u.source_id <> w.payout_id
             GROUP BY u.reporting_category) g
  ) behind
  LEFT JOIN available ON available.account = w.account AND available.payout_id = w.payout_id`
