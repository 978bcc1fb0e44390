import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { PayoutKey } from './model.ts'

/** One balance transaction of a payout, with everything it leads to. Ids are empty where it leads to nothing. */
export type PayoutLine = {
  readonly id: string
  readonly category: string
  readonly type: string
  readonly gross: WireMoney
  readonly fee: WireMoney
  readonly net: WireMoney
  readonly createdAt: string
  readonly availableOn: string
  /** `ch_…`, `py_…`, `re_…`, `tr_…` … */
  readonly sourceId: string
  /** The buyer's payment on the platform, or the seller's own where it was direct. */
  readonly chargeId: string
  /** The transfer that made a seller's `py_` payment. */
  readonly transferId: string
  readonly settlementId: string
  /** "INV-7", the order, or the charge. */
  readonly settlementName: string
  readonly sellerId: string
  readonly sellerName: string
  /** Another payout that this line is about: one that came back, or one by hand. */
  readonly otherPayoutId: string
  readonly entryId: string
}

export type LinePage = { readonly lines: readonly PayoutLine[]; readonly next: string | null }

export type LineQuery = {
  /** Stripe's reporting category; all without it. */
  readonly category?: string | null
  /** Where the page before ended. */
  readonly after?: string | null
  readonly limit: number
}

type Row = Omit<PayoutLine, 'gross' | 'fee' | 'net' | 'createdAt' | 'availableOn' | 'entryId'> & {
  currency: string
  gross: bigint
  fee: bigint
  net: bigint
  createdAt: Date
  availableOn: Date
  entryId: bigint | null
}

/** The lines of a payout, by id; the payout's own transaction is none of them. */
export async function listPayoutLines(
  tx: Sql,
  { account, payoutId }: PayoutKey,
  { query, platform }: { readonly query: LineQuery; readonly platform: string },
): Promise<LinePage> {
  const rows = await tx.sql<Row>(LINES, [
    tx.scope.entityId,
    tx.scope.livemode,
    account,
    payoutId,
    query.category ?? null,
    query.after ?? '',
    query.limit + 1,
    platform,
  ])
  const shown = rows.slice(0, query.limit)
  return { lines: shown.map(toLine), next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null }
}

function toLine({ currency, gross, fee, net, createdAt, availableOn, entryId, ...row }: Row): PayoutLine {
  return {
    ...row,
    gross: toWire({ minor: gross, currency }),
    fee: toWire({ minor: fee, currency }),
    net: toWire({ minor: net, currency }),
    createdAt: createdAt.toISOString(),
    availableOn: availableOn.toISOString(),
    entryId: entryId?.toString() ?? '',
  }
}

/**
 * Keys are worked out before each join: under row security the planner uses an index for a bare column only. A seller's payment
 * leads over its transfer (`source_transfer`) to the charge on the platform (`source_transaction`).
 */
const LINES = `
WITH page AS MATERIALIZED (
  SELECT b.* FROM balance_transaction b
   WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.payout_id = $4 AND b.source_id <> $4
     AND ($5::text IS NULL OR b.reporting_category = $5) AND b.id > $6
   ORDER BY b.id LIMIT $7
), caused AS MATERIALIZED (
  SELECT b.*, coalesce(f.charge_id, d.charge_id, b.source_id) AS charge_key, coalesce(r.transfer_id, b.source_id) AS transfer_key,
         coalesce(y.fee_id, b.source_id) AS fee_key
    FROM page b
    LEFT JOIN refund f ON f.entity_id = $1 AND f.livemode = $2 AND f.account = b.account AND f.id = b.source_id
    LEFT JOIN dispute d ON d.entity_id = $1 AND d.livemode = $2 AND d.account = b.account AND d.id = b.source_id
    LEFT JOIN transfer_reversal r ON r.entity_id = $1 AND r.livemode = $2 AND r.account = b.account AND r.id = b.source_id
    LEFT JOIN application_fee_refund y ON y.entity_id = $1 AND y.livemode = $2 AND y.account = b.account AND y.id = b.source_id
), charged AS MATERIALIZED (
  SELECT b.*, c.id AS own_charge, a.seller_account, a.charge_id AS fee_charge, a.originating_charge_id AS fee_origin,
         CASE WHEN c.source_transfer_id <> '' THEN c.source_transfer_id ELSE b.transfer_key END AS made_by
    FROM caused b
    LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = b.charge_key
    LEFT JOIN application_fee a ON a.entity_id = $1 AND a.livemode = $2 AND a.account = b.account AND a.id = b.fee_key
), moved AS MATERIALIZED (
  SELECT b.*, coalesce(t.id, '') AS transfer_id,
         coalesce(nullif(t.source_transaction_id, ''), nullif(b.fee_origin, ''), b.fee_charge, b.own_charge, '') AS root,
         CASE WHEN b.account <> $8 THEN b.account ELSE coalesce(t.destination, b.seller_account, '') END AS seller_key
    FROM charged b
    LEFT JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $8 AND t.id = b.made_by
)
SELECT b.id, b.reporting_category AS category, b.type, b.currency, b.amount_minor AS gross, b.fee_minor AS fee, b.net_minor AS net,
       b.created_at AS "createdAt", b.available_on AS "availableOn", b.source_id AS "sourceId", b.root AS "chargeId",
       b.transfer_id AS "transferId", coalesce(s.id, '') AS "settlementId",
       coalesce(nullif(s.invoice_number, ''), nullif(s.order_id, ''), s.source_id, '') AS "settlementName",
       coalesce(x.id, '') AS "sellerId", coalesce(x.name, '') AS "sellerName",
       CASE WHEN b.source_id ~ '^po_' THEN b.source_id ELSE '' END AS "otherPayoutId", e.id AS "entryId"
  FROM moved b
  LEFT JOIN LATERAL (SELECT s.id, s.invoice_number, s.order_id, s.source_id FROM settlement s
                      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.charge_id = b.root AND b.root <> '' LIMIT 1) s ON true
  LEFT JOIN seller x ON x.entity_id = $1 AND x.livemode = $2 AND x.stripe_account = b.seller_key
  LEFT JOIN LATERAL (SELECT e.id FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'balance_transaction'
                        AND e.source_account = b.account AND e.source_id = b.id ORDER BY e.source_part LIMIT 1) e ON true
 ORDER BY b.id`
