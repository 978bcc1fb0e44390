import type { SellerActor } from '#lib/access/seller-actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'

export type PortalPayout = {
  /** `po_…`, as the seller's own bank statement and Stripe name it. */
  readonly id: string
  readonly amount: WireMoney
  /** pending | in_transit | paid | failed | canceled */
  readonly status: string
  /** The day it should be, or was, at the bank. */
  readonly arrivalOn: string
  /** What the bank finds it by; empty while nobody said. */
  readonly traceId: string
  /** Of the account it went to; empty when it is not known. */
  readonly last4: string
}

const PAGE = 25
const KEY = /^(\d{13})\.(po_\w{1,100})$/

type Row = Omit<PortalPayout, 'amount'> & { currency: string; minor: bigint; createdAt: Date }

const COLUMNS = `p.id, upper(p.currency) AS currency, p.amount_minor AS minor, p.status, p.trace_id AS "traceId", p.created_at AS "createdAt",
  (p.arrival_at AT TIME ZONE 'UTC')::date::text AS "arrivalOn",
  coalesce((SELECT b.last4 FROM seller_bank_account b WHERE b.entity_id = p.entity_id AND b.livemode = p.livemode
             AND b.seller_id = $4 AND b.id = p.destination_id), '') AS last4`

/** The seller's payouts, newest first, a page from where the one before ended. */
export function readPayouts(
  actor: SellerActor,
  after: string | null,
): Promise<{ readonly payouts: readonly PortalPayout[]; readonly next: string | null }> {
  const [, instant, id = ''] = KEY.exec(after ?? '') ?? []
  return inRawTransaction(actor.scope, async (tx) => {
    const rows = await tx.sql<Row>(
      `SELECT ${COLUMNS} FROM payout p
        WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND ($5::timestamptz IS NULL OR (p.created_at, p.id) < ($5, $6))
        ORDER BY p.created_at DESC, p.id DESC LIMIT $7`,
      [...(await keyOf(tx, actor)), instant === undefined ? null : new Date(Number(instant)), id, PAGE + 1],
    )
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    return {
      payouts: rows.slice(0, PAGE).map(toPayout),
      next: last === undefined ? null : `${last.createdAt.getTime()}.${last.id}`,
    }
  })
}

/** One of the seller's payouts, or null: somebody else's is not there either. */
export function readPayout(actor: SellerActor, id: string): Promise<PortalPayout | null> {
  return inRawTransaction(actor.scope, async (tx) => {
    const [row] = await tx.sql<Row>(
      `SELECT ${COLUMNS} FROM payout p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.id = $5`,
      [...(await keyOf(tx, actor)), id],
    )
    return row === undefined ? null : toPayout(row)
  })
}

async function keyOf(tx: Sql, { entity, sellerId }: SellerActor): Promise<[string, boolean, string, string]> {
  const [own] = await tx.sql<{ account: string }>('SELECT stripe_account AS account FROM seller WHERE id = $1', [
    sellerId,
  ])
  return [entity.id, entity.livemode, own?.account ?? '', sellerId]
}

const toPayout = ({ currency, minor, createdAt: _, ...row }: Row): PortalPayout => ({
  ...row,
  amount: toWire({ minor, currency }),
})
