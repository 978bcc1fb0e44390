import type { Sql } from '#lib/platform/db.ts'
import { failureWindowEnd } from '../explain-words.ts'
import type { ExplainFacts, PayoutTerms, Piece, Stayed } from './facts-model.ts'

type Wanted = {
  readonly payoutId: string
  /** Ids of payouts are unique within an account; without one the first account that has it is meant. */
  readonly account?: string | undefined
  readonly at: Date
}

type Row = Omit<PayoutTerms, 'pieces' | 'isWaiting'> & {
  readonly role: 'told' | 'last' | 'failed'
  readonly account: string
  readonly country: string
  readonly currency: string
  readonly arrivalAt: Date
  readonly state: string
  readonly isPaused: boolean
  readonly pieces: readonly Texts<Piece>[]
  readonly stayed: readonly Texts<Stayed>[]
}
type Texts<T> = { readonly [Key in keyof T]: T[Key] extends bigint ? string : T[Key] }

/**
 * Everything that may be said of a payout, the payout before it and one that came back between them, in one statement of look-ups
 * on indexes. It reads what a seller's role may read, so that it works the same for a seller and for the console. Null when there
 * is no such payout, or it is not for this reader.
 */
export async function readExplainFacts(tx: Sql, { payoutId, account = '', at }: Wanted): Promise<ExplainFacts | null> {
  const rows = await tx.sql<Row>(FACTS, [tx.scope.entityId, tx.scope.livemode, payoutId, account])
  const told = rows.find(({ role }) => role === 'told')
  if (told === undefined) return null
  const last = rows.find(({ role }) => role === 'last')
  const failed = rows.find(({ role }) => role === 'failed')
  const returnableUntil = failureWindowEnd(told.arrivalAt.toISOString()).toISOString().slice(0, 10)
  return {
    account: told.account,
    country: told.country,
    currency: told.currency,
    payout: termsOf(told),
    last: last === undefined ? null : termsOf(last),
    failedBefore:
      failed === undefined
        ? null
        : { amountMinor: failed.amountMinor, madeOn: failed.madeOn, failureCode: failed.failureCode },
    stayed: told.stayed
      .map((part) => ({ class: part.class, minor: BigInt(part.minor) }))
      .filter(({ minor }) => minor > 0n),
    isPaused: told.isPaused,
    returnableUntil: told.status === 'paid' && returnableUntil >= at.toISOString().slice(0, 10) ? returnableUntil : '',
  }
}

function termsOf(row: Row): PayoutTerms {
  const pieces = row.pieces.map(({ grossMinor, stripeFeeMinor, marketplaceFeeMinor, ...piece }) => ({
    ...piece,
    grossMinor: BigInt(grossMinor),
    stripeFeeMinor: BigInt(stripeFeeMinor),
    marketplaceFeeMinor: BigInt(marketplaceFeeMinor),
  }))
  const { payoutId, status, amountMinor, madeOn, arrivesOn, failureCode, traceId, mode } = row
  const { ownFeeMinor, availableMinor, keptBackMinor } = row
  const isOpen = mode === 'breakdown' ? pieces.length === 0 : availableMinor === 0n && amountMinor > 0n
  return {
    ...{
      payoutId,
      status,
      amountMinor,
      madeOn,
      arrivesOn,
      failureCode,
      traceId,
      mode,
      ownFeeMinor,
      availableMinor,
      keptBackMinor,
    },
    isWaiting: row.state === 'waiting' || isOpen,
    pieces,
  }
}

const DAY = (instant: string) => `(${instant} AT TIME ZONE 'UTC')::date::text`
const WENT = `p.status NOT IN ('failed', 'canceled') AND p.original_payout_id = '' AND p.amount_minor > 0`

const FACTS = `
WITH told AS MATERIALIZED (
  SELECT p.account, p.id, p.currency, p.created_at FROM payout p
   WHERE p.entity_id = $1 AND p.livemode = $2 AND p.id = $3 AND ($4 = '' OR p.account = $4) ORDER BY p.account LIMIT 1
), last AS MATERIALIZED (
  SELECT t.account, e.id, e.currency, e.created_at FROM told t CROSS JOIN LATERAL (
    SELECT p.id, p.currency, p.created_at FROM payout p
     WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = t.account AND p.currency = t.currency AND p.created_at < t.created_at
       AND ${WENT} ORDER BY p.created_at DESC, p.id DESC LIMIT 1) e
), failed AS MATERIALIZED (
  SELECT t.account, e.id, e.currency, e.created_at FROM told t CROSS JOIN LATERAL (
    SELECT p.id, p.currency, p.created_at FROM payout p
     WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = t.account AND p.currency = t.currency AND p.created_at < t.created_at
       AND p.created_at >= coalesce((SELECT l.created_at FROM last l), '-infinity') AND p.status = 'failed' AND p.amount_minor > 0
     ORDER BY p.created_at DESC, p.id DESC LIMIT 1) e
), wanted AS MATERIALIZED (
  SELECT 'told' AS role, told.* FROM told UNION ALL SELECT 'last', last.* FROM last UNION ALL SELECT 'failed', failed.* FROM failed
)
SELECT w.role, w.account, coalesce(s.country, '') AS country, upper(w.currency) AS currency, p.id AS "payoutId", p.status, p.amount_minor AS "amountMinor",
       ${DAY('p.created_at')} AS "madeOn", ${DAY('p.arrival_at')} AS "arrivesOn", p.arrival_at AS "arrivalAt",
       p.failure_code AS "failureCode", p.trace_id AS "traceId", coalesce(t.mode, 'breakdown') AS mode, coalesce(t.state, 'waiting') AS state,
       coalesce(own.fee_minor, 0) AS "ownFeeMinor", CASE WHEN t.mode = 'balance' THEN t.gross_minor ELSE 0 END AS "availableMinor",
       coalesce(NOT s.payouts_enabled, false) AS "isPaused", pieces.list AS pieces, kept.minor AS "keptBackMinor", stayed.list AS stayed
  FROM wanted w
  JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = w.account AND p.id = w.id
  LEFT JOIN payout_tie_out t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = w.account AND t.payout_id = w.id
  LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = w.account
  LEFT JOIN balance_transaction own ON own.entity_id = $1 AND own.livemode = $2 AND own.account = w.account AND own.id = p.balance_transaction_id
  LEFT JOIN LATERAL (
    SELECT p.created_at FROM payout p
     WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = w.account AND p.currency = w.currency AND p.created_at < w.created_at
       AND ${WENT} ORDER BY p.created_at DESC LIMIT 1) before ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('category', g.category, 'count', g.count, 'grossMinor', g.gross::text,
             'stripeFeeMinor', (g.fee - g.taken)::text, 'marketplaceFeeMinor', g.taken::text, 'convertedCount', g.converted)
             ORDER BY g.category), '[]') AS list
      FROM (SELECT CASE WHEN b.net_minor < 0 AND b.available_on <= before.created_at AND b.reporting_category <> 'payout'
                        THEN 'carried' ELSE b.reporting_category END AS category,
                   count(*) AS count, sum(b.amount_minor) AS gross, sum(b.fee_minor) AS fee, sum(f.taken) AS taken,
                   count(*) FILTER (WHERE b.exchange_rate <> '') AS converted
              FROM balance_transaction b
              CROSS JOIN LATERAL (
                SELECT coalesce(sum((d ->> 'amountMinor')::bigint) FILTER (WHERE d ->> 'type' = 'application_fee'), 0) AS taken
                  FROM jsonb_array_elements(b.fee_details) d) f
             WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = w.account AND b.payout_id = w.id AND b.source_id <> w.id
             GROUP BY 1) g
  ) pieces
  -- From a seller that never owed anything nothing was kept back: its payments need not be followed to their sales.
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM settlement_carry k WHERE k.entity_id = $1 AND k.livemode = $2 AND k.seller_id = s.id AND k.currency = upper(w.currency)) AS ever
  ) owes
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(k.amount_minor), 0)::bigint AS minor
      FROM (SELECT DISTINCT o.settlement_id
              FROM balance_transaction b
              JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = b.source_id
              JOIN transfer_origin o ON o.entity_id = $1 AND o.livemode = $2 AND o.object_id = c.source_transfer_id AND o.settlement_id <> ''
             WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = w.account AND b.payout_id = w.id AND c.source_transfer_id <> ''
               AND owes.ever
           ) settled
      JOIN settlement_carry k ON k.entity_id = $1 AND k.livemode = $2 AND k.to_settlement_id = settled.settlement_id
       AND k.seller_id = s.id AND k.currency = upper(w.currency)
  ) kept
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('class', r ->> 'class', 'minor', r ->> 'minor')), '[]') AS list
      FROM jsonb_array_elements(coalesce(t.remainders, '[]')) r) stayed`
