import type { Actor } from '#lib/access/actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import type { PayoutKey, TieOutMode, TieOutState } from './model.ts'
import { type LinePage, type LineQuery, listPayoutLines } from './payout-lines.ts'
import { type PayoutMoment, payoutTimeline } from './payout-timeline.ts'
import type { RemainderClass } from './remainder.ts'
import { thresholdMinor } from './threshold-model.ts'
import { thresholdFor } from './thresholds.ts'

export type CategoryDetail = {
  readonly category: string
  readonly count: number
  readonly gross: WireMoney
  readonly fee: WireMoney
  readonly net: WireMoney
}

export type RemainderDetail = {
  readonly class: RemainderClass
  readonly amount: WireMoney
  readonly evidence: string
  readonly ids: readonly string[]
}

/** A payout with its arithmetic, as its page shows it. */
export type PayoutDetail = {
  readonly id: string
  readonly account: string
  readonly isPlatform: boolean
  readonly owner: string
  readonly sellerId: string
  readonly mode: TieOutMode
  readonly state: TieOutState
  readonly status: string
  readonly reason: string
  readonly method: string
  readonly amount: WireMoney
  readonly gross: WireMoney
  readonly fee: WireMoney
  /** The payout's own fee, as part of all fees. */
  readonly ownFee: WireMoney
  readonly net: WireMoney
  readonly remainder: WireMoney
  readonly expected: WireMoney | null
  readonly left: WireMoney
  readonly isOver: boolean
  /** By how much it may be off before it is flagged. */
  readonly threshold: WireMoney
  readonly lines: number
  readonly categories: readonly CategoryDetail[]
  readonly remainders: readonly RemainderDetail[]
  readonly createdAt: string
  readonly arrivalAt: string
  readonly checkedAt: string
  readonly traceId: string
  readonly traceStatus: string
  readonly destinationId: string
  readonly originalPayoutId: string
  readonly reversedById: string
  readonly failureCode: string
  readonly transactionId: string
  /** The journal entry of the payout's own transaction. */
  readonly entryId: string
  readonly reversalId: string
  readonly reversalEntryId: string
  /** The payout that carried the money that came back. */
  readonly carriedById: string
}

type Sums = { category: string; count: number; grossMinor: string; feeMinor: string; netMinor: string }
type Part = { class: RemainderClass; minor: string; evidence: string; ids?: readonly string[] }
type Money = 'amount' | 'gross' | 'fee' | 'ownFee' | 'net' | 'remainder' | 'left'
type Row = Omit<
  PayoutDetail,
  | Money
  | 'expected'
  | 'threshold'
  | 'categories'
  | 'remainders'
  | 'createdAt'
  | 'arrivalAt'
  | 'checkedAt'
  | 'entryId'
  | 'reversalEntryId'
> &
  Readonly<Record<Money, bigint>> & {
    currency: string
    expected: bigint | null
    categories: readonly Sums[]
    remainders: readonly Part[]
    createdAt: Date
    arrivalAt: Date
    checkedAt: Date
    entryId: bigint | null
    reversalEntryId: bigint | null
  }

/** One payout; null when there is none. */
export async function getPayout(
  tx: Sql,
  { account, payoutId }: PayoutKey,
  platform: string,
): Promise<PayoutDetail | null> {
  const [row] = await tx.sql<Row>(DETAIL, [tx.scope.entityId, tx.scope.livemode, account, payoutId, platform])
  if (row === undefined) return null
  const { currency, amount, gross, fee, ownFee, net, remainder, left, expected, categories, remainders, ...rest } = row
  const wire = (minor: bigint) => toWire({ minor, currency })
  return {
    ...rest,
    amount: wire(amount),
    gross: wire(gross),
    fee: wire(fee),
    ownFee: wire(ownFee),
    net: wire(net),
    remainder: wire(remainder),
    left: wire(left),
    expected: expected === null ? null : wire(expected),
    threshold: wire(thresholdMinor(await thresholdFor(tx, currency), amount)),
    categories: categories.map((one) => ({
      category: one.category,
      count: one.count,
      gross: wire(BigInt(one.grossMinor)),
      fee: wire(BigInt(one.feeMinor)),
      net: wire(BigInt(one.netMinor)),
    })),
    remainders: remainders.map((part) => ({
      class: part.class,
      amount: wire(BigInt(part.minor)),
      evidence: part.evidence,
      ids: part.ids ?? [],
    })),
    createdAt: row.createdAt.toISOString(),
    arrivalAt: row.arrivalAt.toISOString(),
    checkedAt: row.checkedAt.toISOString(),
    entryId: row.entryId?.toString() ?? '',
    reversalEntryId: row.reversalEntryId?.toString() ?? '',
  }
}

export type PayoutPage = {
  readonly payout: PayoutDetail
  readonly page: LinePage
  readonly moments: readonly PayoutMoment[]
}

/** Everything the page of one payout shows, in one read; null when there is no such payout. */
export function readPayoutPage(actor: Actor, key: PayoutKey, query: LineQuery): Promise<PayoutPage | null> {
  const platform = actor.entity.stripeAccount
  return read(actor.scope, async (tx) => {
    const payout = await getPayout(tx, key, platform)
    if (payout === null) return null
    const page = await listPayoutLines(tx, key, { query, platform })
    return { payout, page, moments: await payoutTimeline(tx, payout) }
  })
}

const entryOf = (transaction: string) => `(SELECT e.id FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2
  AND e.source_kind = 'balance_transaction' AND e.source_account = $3 AND e.source_id = ${transaction} ORDER BY e.source_part LIMIT 1)`

const DETAIL = `
SELECT t.payout_id AS id, t.account, t.account = $5 AS "isPlatform", CASE WHEN t.account = $5 THEN 'Platform' ELSE coalesce(s.name, t.account) END AS owner,
       coalesce(s.id, '') AS "sellerId", t.mode, t.state, p.status, t.reason, p.method, t.currency, t.payout_minor AS amount,
       t.gross_minor AS gross, t.fee_minor AS fee, coalesce(own.fee_minor, 0) AS "ownFee", t.net_minor AS net,
       t.remainder_minor AS remainder, t.expected_minor AS expected, t.left_minor AS left, t.is_over AS "isOver",
       t.line_count AS lines, t.categories, t.remainders, t.created_at AS "createdAt", t.arrival_at AS "arrivalAt",
       t.checked_at AS "checkedAt", p.trace_id AS "traceId", p.trace_status AS "traceStatus", p.destination_id AS "destinationId",
       p.original_payout_id AS "originalPayoutId", p.reversed_by_id AS "reversedById", p.failure_code AS "failureCode",
       p.balance_transaction_id AS "transactionId", ${entryOf('p.balance_transaction_id')} AS "entryId",
       p.failure_balance_transaction_id AS "reversalId", ${entryOf('p.failure_balance_transaction_id')} AS "reversalEntryId",
       coalesce(back.payout_id, '') AS "carriedById"
  FROM payout_tie_out t
  JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.id = $4
  LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = $3
  LEFT JOIN balance_transaction own ON own.entity_id = $1 AND own.livemode = $2 AND own.account = $3 AND own.id = p.balance_transaction_id
  LEFT JOIN balance_transaction back ON back.entity_id = $1 AND back.livemode = $2 AND back.account = $3
    AND back.id = p.failure_balance_transaction_id
 WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.payout_id = $4`
