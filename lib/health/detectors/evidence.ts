import type { Evidence } from '#lib/approvals/proposal.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { AlertKind } from '../alerts/alert-model.ts'

type Asked = { readonly kind: AlertKind; readonly sellerId: string; readonly at: Date }

/** Rows a proposal shows at most. */
const ROWS_MAX = 5

type Row = { label: string; kind: string; id: string; minor: bigint | null; currency: string }

/** The rows that what was seen rests on, the heaviest first. */
export async function evidenceFor(tx: Sql, { kind, sellerId, at }: Asked): Promise<Evidence[]> {
  const text = ROWS_OF[kind]
  const rows = await tx.sql<Row>(`${text} LIMIT ${ROWS_MAX}`, [
    tx.scope.entityId,
    tx.scope.livemode,
    sellerId,
    at.toISOString(),
  ])
  return rows.map(({ label, kind: of, id, minor, currency }) => ({
    label: minor === null ? label : `${label}: ${formatMoney({ minor, currency })}`,
    kind: of,
    id,
  }))
}

const ORDER = `'Order ' || coalesce(nullif(s.order_id, ''), nullif(s.invoice_number, ''), s.source_id)`

/** The orders of the last seven days, the largest first. */
const ORDERS = `SELECT ${ORDER} AS label, 'settlement' AS kind, s.id, sum(l.gross_minor)::bigint AS minor, s.currency::text AS currency
    FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id JOIN settlement_line l ON l.settlement_id = s.id AND l.seller_id = h.seller_id AND l.kind = 'collected'
   WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND s.collected_at > $4::text::timestamptz - interval '7 days'
   GROUP BY s.id ORDER BY minor DESC, s.id`

const REFUNDS = `SELECT 'Refund of ' || ${ORDER} AS label, 'settlement' AS kind, s.id, max(s.refunded_minor) AS minor, s.currency::text AS currency
    FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id JOIN refund r ON r.entity_id = $1 AND r.livemode = $2 AND r.charge_id = s.charge_id
   WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND r.created_at > $4::text::timestamptz - interval '7 days'
   GROUP BY s.id ORDER BY minor DESC, s.id`

const BANK = `SELECT 'Bank account …' || b.last4 || ' (' || b.currency || '), ' || CASE WHEN b.goneaway THEN 'gone' ELSE 'since ' || b.since END AS label,
         'seller' AS kind, b.seller_id AS id, NULL::bigint AS minor, '' AS currency
    FROM (SELECT *, gone_at IS NOT NULL AS goneaway, to_char(first_seen_at, 'YYYY-MM-DD') AS since FROM seller_bank_account) b
   WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = $3 AND $4::text IS NOT NULL ORDER BY b.goneaway, b.first_seen_at DESC, b.id`

/** The last payout that went elsewhere: a bank account that was there before anybody looked counts as old as the seller. */
const ELSEWHERE = `SELECT 'Payout of ' || to_char(o.created_at, 'YYYY-MM-DD') || ' to another bank account' AS label, 'payout' AS kind,
         o.account || '/' || o.id AS id, o.amount_minor AS minor, upper(o.currency::text) AS currency
    FROM seller s JOIN payout o ON o.entity_id = $1 AND o.livemode = $2 AND o.account = s.stripe_account AND o.destination_id <> ''
   WHERE s.id = $3 AND s.entity_id = $1 AND s.livemode = $2 AND NOT EXISTS (SELECT FROM seller_bank_account h
     WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = s.id AND h.id = o.destination_id)
   ORDER BY o.created_at DESC LIMIT 1`

const MOVED = `SELECT * FROM ((${BANK}) UNION ALL (${ELSEWHERE})) seen`

const SHARED = `SELECT DISTINCT s.name || ' has the bank account …' || o.last4 || ', too' AS label, 'seller' AS kind, s.id, NULL::bigint AS minor, '' AS currency
    FROM seller_bank_account b JOIN seller_bank_account o ON o.entity_id = $1 AND o.livemode = $2 AND o.fingerprint = b.fingerprint AND o.seller_id <> b.seller_id AND o.gone_at IS NULL
    JOIN seller s ON s.id = o.seller_id
   WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = $3 AND b.gone_at IS NULL AND b.fingerprint <> '' AND $4::text IS NOT NULL ORDER BY label`

const PAYOUTS = `SELECT CASE WHEN o.method = 'instant' THEN 'Instant payout' WHEN o.automatic THEN 'Payout' ELSE 'Payout by hand' END || ' of ' || to_char(o.created_at, 'YYYY-MM-DD') AS label,
         'payout' AS kind, o.account || '/' || o.id AS id, o.amount_minor AS minor, upper(o.currency::text) AS currency
    FROM payout o JOIN seller s ON s.stripe_account = o.account
   WHERE o.entity_id = $1 AND o.livemode = $2 AND s.id = $3 AND s.entity_id = $1 AND o.created_at > $4::text::timestamptz - interval '60 days'
   ORDER BY o.created_at DESC, o.id`

const ROWS_OF: Readonly<Record<AlertKind, string>> = {
  low_score: `SELECT 'What the score is made of' AS label, 'seller' AS kind, $3::text AS id, NULL::bigint AS minor, '' AS currency
    WHERE $1::text <> '' AND $2::boolean IS NOT NULL AND $4::text IS NOT NULL`,
  volume_jump: ORDERS,
  refund_burst: REFUNDS,
  new_bank: MOVED,
  shared_bank: SHARED,
  ticket_size: ORDERS,
  cash_out: PAYOUTS,
}
