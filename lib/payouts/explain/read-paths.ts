import type { Sql } from '#lib/platform/db.ts'
import { listPayoutLines } from '../payout-lines.ts'
import type { PanelPath } from './panel-model.ts'
import type { Subject } from './read-letter.ts'

export type SaleRow = PanelPath & {
  readonly sellerId: string
  readonly sellerName: string
  readonly currency: string
  readonly owedMinor: bigint
  /** `2026-11-20`; empty while nothing was transferred. */
  readonly transferredOn: string
}

/** How many sales of a payout are shown, and how many of a settlement or run are looked at. */
const SHOWN_MAX = 5
const SALES_MAX = 300

/** The sales behind a subject on their way to the bank, those of the chosen seller first. */
export async function readPaths(tx: Sql, subject: Subject, platform: string): Promise<SaleRow[]> {
  const settlements = subject.kind === 'payout' ? await settlementsOf(tx, subject, platform) : []
  const rows = await tx.sql<SaleRow>(PATHS, [
    ...[tx.scope.entityId, tx.scope.livemode, platform],
    subject.kind === 'payout' ? settlements : subject.kind === 'settlement' ? [subject.id] : [],
    subject.kind === 'run' ? subject.id : '',
    ...[subject.sellerId, SALES_MAX],
  ])
  if (subject.kind !== 'payout') return rows
  return rows.filter(({ account, payoutId }) => account === subject.account && payoutId === subject.id)
}

/** The largest sales of a payout. */
async function settlementsOf(tx: Sql, { account, id }: Subject, platform: string): Promise<string[]> {
  const { lines } = await listPayoutLines(tx, { account, payoutId: id }, { query: { limit: 100 }, platform })
  const magnitude = (minor: string) => BigInt(minor.replace('-', ''))
  const largest = lines
    .filter(({ settlementId }) => settlementId !== '')
    .toSorted((left, right) => (magnitude(left.gross.minor) < magnitude(right.gross.minor) ? 1 : -1))
  return [...new Set(largest.map(({ settlementId }) => settlementId))].slice(0, SHOWN_MAX)
}

const PATHS = `
WITH shares AS MATERIALIZED (
  SELECT h.settlement_id, h.seller_id, h.currency, h.owed_minor FROM settlement_share h
   WHERE h.entity_id = $1 AND h.livemode = $2 AND $5 = '' AND h.settlement_id = ANY($4::text[])
  UNION ALL
  SELECT h.settlement_id, h.seller_id, h.currency, h.owed_minor
    FROM settlement_run_item i JOIN settlement_share h ON h.settlement_id = i.settlement_id AND h.seller_id = i.seller_id
   WHERE i.entity_id = $1 AND i.livemode = $2 AND i.run_id = $5 AND $5 <> '' AND i.settlement_id <> ''
)
SELECT coalesce(nullif(s.order_id, ''), nullif(s.invoice_number, ''), to_char(s.accounting_on, 'YYYY-MM-DD')) AS reference, s.charge_id AS "chargeId",
       s.id AS "settlementId", coalesce(t.id, '') AS "transferId", coalesce(b.payout_id, '') AS "payoutId", coalesce(p.trace_id, '') AS "traceId",
       x.stripe_account AS account, x.id AS "sellerId", x.name AS "sellerName", h.currency::text AS currency, h.owed_minor AS "owedMinor",
       coalesce((t.created_at AT TIME ZONE 'UTC')::date::text, '') AS "transferredOn"
  FROM shares h
  JOIN settlement s ON s.id = h.settlement_id
  JOIN seller x ON x.id = h.seller_id
  LEFT JOIN LATERAL (
    SELECT t.id, t.created_at, t.destination_payment_id FROM transfer_origin o
      JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.id = o.object_id
     WHERE o.entity_id = $1 AND o.livemode = $2 AND o.settlement_id = s.id AND o.seller_id = h.seller_id
     ORDER BY t.created_at DESC LIMIT 1) t ON true
  LEFT JOIN LATERAL (
    SELECT b.payout_id FROM balance_transaction b
     WHERE b.entity_id = $1 AND b.livemode = $2 AND b.source_id = t.destination_payment_id AND t.destination_payment_id <> ''
       AND b.account = x.stripe_account LIMIT 1) b ON true
  LEFT JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = x.stripe_account AND p.id = b.payout_id
 ORDER BY h.seller_id <> $6, x.name, array_position($4::text[], s.id), s.id LIMIT $7`
