import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type CheckCode, OF_LINES } from './checks.ts'
import { liftingOf } from './lifting-model.ts'

/** Where a seller's money stands in one currency. */
export type SellerBalance = {
  /** By the ledger; negative when the seller owes the platform: carried into the next settlements. */
  readonly owed: WireMoney
  /** Proposed and not transferred yet. */
  readonly proposed: WireMoney
  /** Waits because a check failed or a person decided so. */
  readonly paused: WireMoney
  /** Waits for its day, by contract. */
  readonly held: WireMoney
  /** The next day on which more is due. */
  readonly nextDueOn: string | null
  readonly settlementCount: number
}

type BalanceRow = {
  currency: string
  owed: bigint
  proposed: bigint
  paused: bigint
  held: bigint
  nextDueOn: string | null
  count: number
}

export async function balancesOf(tx: Sql, sellerId: string): Promise<SellerBalance[]> {
  const rows = await tx.sql<BalanceRow>(
    `SELECT a.currency::text AS currency, -a.balance_minor AS owed, coalesce(h.proposed, 0)::bigint AS proposed,
            coalesce(h.paused, 0)::bigint AS paused, coalesce(h.held, 0)::bigint AS held, h.next_on::text AS "nextDueOn",
            coalesce(h.count, 0)::int AS count
       FROM ledger_account a LEFT JOIN LATERAL (
         SELECT count(*) AS count, sum(held_minor) AS held, min(next_due_on) AS next_on,
                sum(owed_minor - transferred_minor - held_minor) FILTER (WHERE state = 'proposed') AS proposed,
                sum(owed_minor - transferred_minor - held_minor) FILTER (WHERE state = 'paused' AND owed_minor > transferred_minor) AS paused
           FROM settlement_share s WHERE s.entity_id = $1 AND s.livemode = $2 AND s.seller_id = $3 AND s.currency = a.currency) h ON true
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND a.subject = $3
      ORDER BY a.currency`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return rows.map(({ currency, owed, proposed, paused, held, nextDueOn, count }) => {
    const wire = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
    return {
      owed: wire(owed),
      proposed: wire(proposed),
      paused: wire(paused),
      held: wire(held),
      nextDueOn,
      settlementCount: count,
    }
  })
}

/** Money of a seller that waits for one reason. */
export type Waiting = {
  readonly reason: string
  readonly amount: WireMoney
  readonly settlementCount: number
  readonly whoLifts: string
  readonly sellerMust: string
}

type WaitingRow = { code: CheckCode | null; reason: string; currency: string; minor: bigint; count: number }

const WAITING_MAX = 20

/** Why a seller's money waits, the largest first: who can lift it, and what the seller must do. */
export async function waitingOf(tx: Sql, sellerId: string): Promise<Waiting[]> {
  const rows = await tx.sql<WaitingRow>(
    `SELECT f.code, min(coalesce(f.sentence, h.reason)) AS reason, h.currency::text AS currency,
            sum(h.owed_minor - h.transferred_minor)::bigint AS minor, count(*)::int AS count
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id LEFT JOIN LATERAL (
         SELECT c ->> 'code' AS code, c ->> 'sentence' AS sentence FROM jsonb_array_elements(s.checks) WITH ORDINALITY AS x (c, n)
          WHERE (c ->> 'passed')::boolean = false AND coalesce(c ->> 'sellerId', h.seller_id) = h.seller_id
            AND (c ->> 'sellerId' IS NOT NULL OR NOT c ->> 'code' = ANY($5::text[])) ORDER BY n LIMIT 1) f ON true
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND h.owed_minor > h.transferred_minor
        AND NOT s.before_go_live AND (h.state = 'paused' OR h.held_minor > 0)
      GROUP BY f.code, CASE WHEN f.code IS NULL THEN h.reason END, h.currency
      ORDER BY minor DESC LIMIT $4`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, WAITING_MAX, [...OF_LINES]],
  )
  return rows.map(({ code, reason, currency, minor, count }) => ({
    reason,
    amount: { minor: minor.toString(), currency },
    settlementCount: count,
    ...(code === null ? BY_CONTRACT : liftingOf(code)),
  }))
}

const BY_CONTRACT = {
  whoLifts: 'The day does it; a person may propose what was rejected again on the settlement.',
  sellerMust: 'Nothing.',
}
