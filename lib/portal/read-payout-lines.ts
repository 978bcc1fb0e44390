import type { SellerActor } from '#lib/access/seller-actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { lineWord } from './line-model.ts'

export type PayoutLine = {
  /** Counts the lines of the page. */
  readonly number: number
  readonly on: string
  readonly word: ReturnType<typeof lineWord>
  /** The order or invoice it is about; empty where there is none. */
  readonly order: string
  readonly gross: WireMoney
  readonly fee: WireMoney
  readonly net: WireMoney
}

export type LinePage = {
  readonly lines: readonly PayoutLine[]
  /** Where the page ended; null after the last. */
  readonly next: string | null
}

type Row = {
  id: string
  on: string
  category: string
  order: string
  currency: string
  gross: bigint
  fee: bigint
  net: bigint
}

/** What a payout of the seller is made of, in the order in which it came about. Names orders, and nothing of the platform's. */
export function readPayoutLines(actor: SellerActor, payoutId: string, after: string, limit: number): Promise<LinePage> {
  const { entity, sellerId } = actor
  return inRawTransaction(actor.scope, async (tx) => {
    const rows = await tx.sql<Row>(LINES, [entity.id, entity.livemode, sellerId, payoutId, after, limit + 1])
    const shown = rows.slice(0, limit)
    return {
      lines: shown.map(({ on, category, order, currency, gross, fee, net }, index) => ({
        number: index + 1,
        on,
        word: lineWord(category),
        order,
        gross: toWire({ minor: gross, currency }),
        fee: toWire({ minor: fee, currency }),
        net: toWire({ minor: net, currency }),
      })),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  })
}

/** A payment to the seller leads over the transfer that made it to the sale; a refund over the payment it returns. */
const LINES = `
WITH page AS MATERIALIZED (
  SELECT b.id, b.account, b.source_id, b.reporting_category, b.currency, b.amount_minor, b.fee_minor, b.net_minor, b.created_at
    FROM balance_transaction b
   WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = (SELECT stripe_account FROM seller WHERE id = $3) AND b.payout_id = $4
     AND b.source_id <> $4 AND b.id > $5
   ORDER BY b.id LIMIT $6
)
SELECT b.id, (b.created_at AT TIME ZONE 'UTC')::date::text AS "on", b.reporting_category AS category, upper(b.currency) AS currency,
       b.amount_minor AS gross, b.fee_minor AS fee, b.net_minor AS net,
       coalesce(nullif(s.order_id, ''), nullif(s.invoice_number, ''), '') AS "order"
  FROM page b
  LEFT JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = b.account AND c.id = b.source_id
  LEFT JOIN transfer_origin o ON o.entity_id = $1 AND o.livemode = $2 AND o.object_id = c.source_transfer_id AND c.source_transfer_id <> ''
  LEFT JOIN settlement s ON s.id = o.settlement_id
 ORDER BY b.id`
