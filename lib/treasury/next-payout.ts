import { accountingOn } from '#lib/entities/accounting-day.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { nextPayoutDay, type PastPayout } from './payout-rhythm.ts'

/** What a payout is made of: amounts signed as they count. */
export type PayoutPart = {
  readonly kind: 'sales' | 'transfers' | 'refunds' | 'disputes' | 'fees' | 'reserves' | 'carried' | 'other'
  readonly amount: WireMoney
}

/** What could make it another amount or another day; the amount where one is known. */
export type PayoutRisk = {
  readonly kind: 'later_money' | 'waits_at_platform' | 'hold' | 'payouts_disabled' | 'below_zero' | 'new_refunds'
  readonly amount: WireMoney | null
}

export type NextPayout = {
  /** sent: on its way to the bank · expected: Stripe will make it · by_hand: nobody knows when, no payout was ever automatic. */
  readonly state: 'sent' | 'expected' | 'by_hand'
  readonly amount: WireMoney
  /** The day it should reach the bank, `YYYY-MM-DD`, UTC; null when it is made by hand. */
  readonly arrivesOn: string | null
  /** Their sum is the amount, to the minor unit; empty for a payout on its way, which is explained by itself. */
  readonly parts: readonly PayoutPart[]
  readonly risks: readonly PayoutRisk[]
}

export type NextPayouts = {
  /** The soonest first; one per payout on its way and per currency with money. */
  readonly payouts: readonly NextPayout[]
  /** Why there is none, in words; empty when there is one. */
  readonly reason: string
}

type Own = { readonly account: string; readonly payoutsEnabled: boolean; readonly isHeld: boolean }
type Line = {
  readonly currency: string
  readonly kind: PayoutPart['kind'] | 'payouts'
  readonly isUnpaid: boolean
  readonly lands: string
  readonly minor: bigint
}

const UTC = { bookTimeZone: 'UTC' }
const RISK_FIRST = [
  'payouts_disabled',
  'hold',
  'below_zero',
  'waits_at_platform',
  'later_money',
  'new_refunds',
] as const

/**
 * What reaches a seller's bank next: amount, day, what makes it up and what could change it. Works under tieout_app and tieout_seller: it reads
 * the seller's own account alone.
 */
export async function nextPayoutOf(scope: Scope, sellerId: string, at: Date): Promise<NextPayouts> {
  return inRawTransaction(scope, async (tx) => {
    const own = await readOwn(tx, sellerId)
    if (own === null) return { payouts: [], reason: 'There is no such seller.' }
    const today = accountingOn(UTC, at)
    const sent = await readSent(tx, own.account)
    const next = nextPayoutDay(await readPast(tx, own.account), today)
    const until = next?.madeOn ?? today
    const lines = await readLines(tx, own.account)
    const waiting = await readWaiting(tx, sellerId)
    const byCurrency = Map.groupBy(lines, ({ currency }) => currency)
    const expected = [...byCurrency].flatMap(([currency, of]) => {
      const waits = waiting.find((one) => one.currency === currency)?.minor ?? 0n
      return expectedOf({ currency, lines: of, until, arrivesOn: next?.arrivesOn ?? null, own, waits })
    })
    const payouts = [...sent, ...expected]
    return { payouts, reason: payouts.length > 0 ? '' : whyNone(lines, own, waiting.length > 0) }
  })
}

type Ground = {
  readonly currency: string
  readonly lines: readonly Line[]
  /** The day the payout is made: what is available by then goes out with it. */
  readonly until: string
  readonly arrivesOn: string | null
  readonly own: Own
  readonly waits: bigint
}

function expectedOf({ currency, lines, until, arrivesOn, own, waits }: Ground): NextPayout[] {
  const landed = lines.filter(({ lands }) => lands <= until)
  const minor = sumOf(landed)
  if (minor <= 0n) return []
  const wire = (amount: bigint) => toWire({ minor: amount, currency })
  const kinds = Map.groupBy(
    landed.filter(({ isUnpaid, kind }) => isUnpaid && kind !== 'payouts'),
    ({ kind }) => kind,
  )
  const parts = [...kinds].flatMap(([kind, of]) =>
    kind === 'payouts' || sumOf(of) === 0n ? [] : [{ kind, minor: sumOf(of) }],
  )
  // Of payouts made by hand Stripe does not say which lines they took: what is left of before is one amount.
  const carried = minor - parts.reduce((sum, part) => sum + part.minor, 0n)
  const all = carried === 0n ? parts : [...parts, { kind: 'carried' as const, minor: carried }]
  const later = sumOf(lines.filter(({ lands }) => lands > until))
  const risks: PayoutRisk[] = [
    ...(own.payoutsEnabled ? [] : [{ kind: 'payouts_disabled', amount: null } as const]),
    ...(own.isHeld ? [{ kind: 'hold', amount: null } as const] : []),
    ...(waits === 0n ? [] : [{ kind: 'waits_at_platform', amount: wire(waits) } as const]),
    ...(later === 0n ? [] : [{ kind: 'later_money', amount: wire(later) } as const]),
    { kind: 'new_refunds', amount: null },
  ]
  return [
    {
      state: arrivesOn === null ? 'by_hand' : 'expected',
      amount: wire(minor),
      arrivesOn,
      parts: all.map((part) => ({ kind: part.kind, amount: wire(part.minor) })),
      risks: risks.toSorted((left, right) => RISK_FIRST.indexOf(left.kind) - RISK_FIRST.indexOf(right.kind)),
    },
  ]
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { minor }) => sum + minor, 0n)

function whyNone(lines: readonly Line[], own: Own, isWaiting: boolean): string {
  if (!own.payoutsEnabled) return 'Stripe does not pay out to this account yet: requirements are due.'
  if (sumOf(lines) < 0n) return 'The balance is below zero: what is sold next makes up for it first.'
  if (own.isHeld) return 'The marketplace holds what it owes.'
  if (isWaiting) return 'What was sold has not been transferred by the marketplace yet.'
  return 'Nothing has been sold that was not paid out.'
}

async function readOwn(tx: Sql, sellerId: string): Promise<Own | null> {
  const [row] = await tx.sql<Own>(
    `SELECT s.stripe_account AS account, s.payouts_enabled AS "payoutsEnabled",
            EXISTS (SELECT FROM seller_hold h WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = s.id AND h.lifted_at IS NULL) AS "isHeld"
       FROM seller s WHERE s.entity_id = $1 AND s.livemode = $2 AND s.id = $3`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return row ?? null
}

async function readSent(tx: Sql, account: string): Promise<NextPayout[]> {
  const rows = await tx.sql<{ currency: string; minor: bigint; on: string }>(
    `SELECT upper(currency::text) AS currency, amount_minor AS minor, (arrival_at AT TIME ZONE 'UTC')::date::text AS "on" FROM payout
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status IN ('pending', 'in_transit') ORDER BY arrival_at, id LIMIT 5`,
    [tx.scope.entityId, tx.scope.livemode, account],
  )
  return rows.map(({ currency, minor, on }) => ({
    state: 'sent',
    amount: toWire({ currency, minor }),
    arrivesOn: on,
    parts: [],
    risks: [],
  }))
}

function readPast(tx: Sql, account: string): Promise<PastPayout[]> {
  return tx.sql<PastPayout>(
    `SELECT (created_at AT TIME ZONE 'UTC')::date::text AS "madeOn", (arrival_at AT TIME ZONE 'UTC')::date::text AS "arrivesOn" FROM payout
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND automatic AND status <> 'canceled' ORDER BY created_at DESC LIMIT 12`,
    [tx.scope.entityId, tx.scope.livemode, account],
  )
}

/**
 * Everything on the account that a payout that ties does not settle: such a payout and its lines come to nothing, and are as many as the
 * seller's past is long. So the cost follows what is open, and the sums are those of the whole past.
 */
function readLines(tx: Sql, account: string): Promise<Line[]> {
  return tx.sql<Line>(LINES, [tx.scope.entityId, tx.scope.livemode, account])
}

/** The account comes from a row: with its name before it, the planner takes a large seller's whole past for open and reads every account's. */
const OF_ACCOUNT = `b.entity_id = $1 AND b.livemode = $2 AND b.account = own.account`
const LINES = `
WITH own AS MATERIALIZED (
  SELECT $3::text AS account
), open AS MATERIALIZED (
  SELECT p.id FROM payout p
    LEFT JOIN payout_tie_out t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.payout_id = p.id
   WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3
     AND (t.payout_id IS NULL OR t.mode <> 'breakdown' OR t.state <> 'tied' OR t.is_due)
), line AS (
  SELECT b.currency, b.payout_id, b.available_on, b.reporting_category, b.type, b.balance_type, b.net_minor
    FROM own JOIN balance_transaction b ON ${OF_ACCOUNT} AND b.payout_id = ''
  UNION ALL
  SELECT b.currency, b.payout_id, b.available_on, b.reporting_category, b.type, b.balance_type, b.net_minor
    FROM own CROSS JOIN open o JOIN balance_transaction b ON ${OF_ACCOUNT} AND b.payout_id = o.id
)
SELECT upper(currency::text) AS currency, payout_id = '' AS "isUnpaid", (available_on AT TIME ZONE 'UTC')::date::text AS lands,
       CASE WHEN reporting_category = 'charge' THEN CASE WHEN type = 'payment' THEN 'transfers' ELSE 'sales' END
            WHEN reporting_category IN ('refund', 'refund_failure', 'transfer_reversal') THEN 'refunds'
            WHEN reporting_category IN ('dispute', 'dispute_reversal') THEN 'disputes'
            WHEN reporting_category IN ('fee', 'platform_earning', 'network_cost', 'tax') THEN 'fees'
            WHEN reporting_category IN ('risk_reserved_funds', 'connect_reserved_funds', 'reserved_funds') THEN 'reserves'
            WHEN reporting_category LIKE 'payout%' THEN 'payouts' ELSE 'other' END AS kind,
       sum(net_minor)::bigint AS minor
  FROM line WHERE balance_type = 'payments' GROUP BY 1, 2, 3, 4`

/** What the platform owes the seller and has not transferred. */
function readWaiting(tx: Sql, sellerId: string): Promise<{ currency: string; minor: bigint }[]> {
  return tx.sql<{ currency: string; minor: bigint }>(
    `SELECT currency::text AS currency, sum(owed_minor - transferred_minor)::bigint AS minor FROM settlement_share
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND owed_minor > transferred_minor GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
}
