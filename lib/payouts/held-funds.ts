import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { closeTickets, openTicket } from '#lib/tickets/open-ticket.ts'
import { holdingLimitDays, warningDays } from './held-funds-model.ts'

const CODE = 'funds_held_long'
const HELD_MAX = 200
const DAY_MS = 86_400_000

type Held = {
  readonly sellerId: string
  readonly name: string
  readonly country: string
  readonly currency: string
  /** What has lain on the account for longer than the warning allows, minor units. */
  readonly oldMinor: bigint
  readonly oldestAt: Date
}

/**
 * Money that lies on a seller's account at Stripe until shortly before Stripe's limit becomes work for somebody, due on the day of
 * the limit; the ticket closes itself once it was paid out. What came in first is taken to go out first. Accounts that Stripe pays
 * out by itself hold nothing older than their last payout.
 */
export async function ringHeldFunds(tx: Sql, at: Date): Promise<void> {
  const held = await heldNearLimit(tx, at)
  for (const [sellerId, funds] of Map.groupBy(held, (one) => one.sellerId)) {
    const [first] = funds.toSorted((left, right) => left.oldestAt.getTime() - right.oldestAt.getTime())
    if (first === undefined) continue
    const limit = holdingLimitDays(first.country)
    const dueAt = new Date(first.oldestAt.getTime() + limit * DAY_MS)
    const amounts = funds.map(({ oldMinor, currency }) => formatMoney({ minor: oldMinor, currency })).join(' and ')
    const isOver = dueAt <= at
    await openTicket(
      tx,
      {
        subjectKind: 'seller',
        subjectId: sellerId,
        code: CODE,
        title: titleOf(`${amounts} of ${first.name}`, limit, dueAt, isOver),
        action: 'Pay it out to the seller’s bank, or give it back to the buyers; lift what holds the payout first.',
        priority: isOver || dueAt.getTime() - at.getTime() <= 3 * DAY_MS ? 'urgent' : 'high',
        dueAt,
      },
      at,
    )
  }
  const near = new Set(held.map(({ sellerId }) => sellerId))
  for (const { subjectId } of await openTimers(tx)) {
    if (near.has(subjectId)) continue
    const codes = await otherCodes(tx, subjectId)
    await closeTickets(tx, { subjectKind: 'seller', subjectId, stillOpen: codes }, at)
  }
}

function titleOf(whose: string, limitDays: number, dueAt: Date, isOver: boolean): string {
  const day = dueAt.toISOString().slice(0, 10)
  return isOver
    ? `${whose} should have been paid out by ${day}: Stripe lets it lie for ${limitDays} days`
    : `${whose} has to be paid out by ${day}: Stripe lets it lie for ${limitDays} days`
}

/** How many sellers have money near the limit, by the tickets about it. */
export async function countHeldFunds(tx: Sql): Promise<number> {
  return (await openTimers(tx)).length
}

function openTimers(tx: Sql): Promise<{ subjectId: string }[]> {
  return tx.sql(
    `SELECT subject_id AS "subjectId" FROM ticket WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'seller' AND code = $3
        AND state <> 'resolved' LIMIT ${2 * HELD_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, CODE],
  )
}

/** What else is open about a seller: none of this timer's business. */
async function otherCodes(tx: Sql, sellerId: string): Promise<string[]> {
  const rows = await tx.sql<{ code: string }>(
    `SELECT code FROM ticket WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'seller' AND subject_id = $3 AND code <> $4`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, CODE],
  )
  return rows.map(({ code }) => code)
}

/** What came in, as the account's own balance transactions say; money that a payout brought back did not come in anew. */
const INFLOW = `b.entity_id = $1 AND b.livemode = $2 AND b.account = h.account AND b.currency = h.currency AND b.balance_type = 'payments'
  AND b.net_minor > 0 AND b.reporting_category NOT IN ('payout', 'payout_reversal')`

async function heldNearLimit(tx: Sql, at: Date): Promise<Held[]> {
  const countries = await tx.sql<{ country: string }>(
    'SELECT DISTINCT country FROM seller WHERE entity_id = $1 AND livemode = $2',
    [tx.scope.entityId, tx.scope.livemode],
  )
  const cutoffs = countries.map(({ country }) => {
    const limit = holdingLimitDays(country)
    return new Date(at.getTime() - (limit - warningDays(limit)) * DAY_MS).toISOString()
  })
  return tx.sql<Held>(
    `WITH held AS (
       SELECT s.id, s.name, s.country, s.stripe_account AS account, a.currency, a.balance_minor, c.cutoff
         FROM seller s
         JOIN unnest($3::text[], $4::timestamptz[]) c (country, cutoff) ON c.country = s.country
         JOIN ledger_account a ON a.entity_id = $1 AND a.livemode = $2 AND a.book = 'seller:' || s.stripe_account
          AND a.code = 'stripe_balance' AND a.balance_minor > 0
        WHERE s.entity_id = $1 AND s.livemode = $2
          AND NOT EXISTS (SELECT FROM payout p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = s.stripe_account
                AND p.created_at >= c.cutoff AND p.automatic AND p.currency = a.currency
                AND p.status IN ('pending', 'in_transit', 'paid'))
     )
     SELECT h.id AS "sellerId", h.name, h.country, h.currency::text AS currency, o.minor AS "oldMinor", t.oldest AS "oldestAt"
       FROM held h
      CROSS JOIN LATERAL (SELECT (h.balance_minor - coalesce(sum(b.net_minor), 0))::bigint AS minor FROM balance_transaction b
                           WHERE ${INFLOW} AND b.created_at >= h.cutoff) o
      CROSS JOIN LATERAL (SELECT min(x.created_at) AS oldest FROM (
                            SELECT b.created_at, sum(b.net_minor) OVER (ORDER BY b.created_at DESC, b.id DESC) - b.net_minor AS newer
                              FROM balance_transaction b WHERE ${INFLOW}) x WHERE x.newer < h.balance_minor) t
      WHERE o.minor > 0 AND t.oldest IS NOT NULL ORDER BY t.oldest, h.id LIMIT ${HELD_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, countries.map(({ country }) => country), cutoffs],
  )
}
