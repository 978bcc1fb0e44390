import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, type PageKey, pageOf, readKey } from '#lib/platform/page-key.ts'
import { filterValues, MATCHES, type PayoutFilter, type PayoutScope } from './payout-filter.ts'

export type PayoutRow = {
  readonly id: string
  readonly account: string
  /** The seller's name; "Platform" for the entity's own account. */
  readonly owner: string
  readonly sellerId: string
  readonly mode: string
  readonly state: string
  readonly reason: string
  /** Stripe's own word. */
  readonly status: string
  readonly amount: WireMoney
  readonly gross: WireMoney
  readonly fee: WireMoney
  readonly remainder: WireMoney
  /** Payout less what our books expected; null where nothing could be expected. */
  readonly variance: WireMoney | null
  readonly isOver: boolean
  readonly lines: number
  readonly traceId: string
  readonly createdAt: string
  /** The day it should be at the bank. */
  readonly arrivalOn: string
}

export type PayoutQuery = PayoutFilter & {
  readonly sort?: string | null
  readonly dir?: 'asc' | 'desc' | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

const SORTS = {
  createdAt: { column: 't.created_at', type: 'timestamptz', shape: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  amount: { column: 't.payout_minor', type: 'bigint', shape: /^-?\d{1,18}$/ },
} as const

type Row = Omit<
  PayoutRow,
  'amount' | 'gross' | 'fee' | 'remainder' | 'variance' | 'createdAt' | 'isOver' | 'sellerId'
> & {
  currency: string
  amount: bigint
  gross: bigint
  fee: bigint
  remainder: bigint
  expected: bigint | null
  isOver: boolean
  sellerId: string
  createdAt: Date
}

/** Payouts, newest first; found by id, account, trace id, exact amount or a part of the seller's name. */
export async function listPayouts(tx: Sql, query: PayoutQuery, scope: PayoutScope): Promise<Page<PayoutRow>> {
  const { after = null, before = null, limit } = query
  const sort = query.sort === 'amount' ? SORTS.amount : SORTS.createdAt
  const found = readKey(before ?? after)
  const key = found !== null && sort.shape.test(found.value) ? found : null
  const isBackward = before !== null && key !== null
  const isAscending = (query.dir === 'asc') !== isBackward
  const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC']
  const rows = await tx.sql<Row>(
    `SELECT t.payout_id AS id, t.account, CASE WHEN t.account = $9 THEN 'Platform' ELSE coalesce(s.name, t.account) END AS owner,
            coalesce(s.id, '') AS "sellerId", t.mode, t.state, t.reason, t.payout_status AS status, t.currency, t.payout_minor AS amount,
            t.gross_minor AS gross, t.fee_minor AS fee, t.remainder_minor AS remainder, t.expected_minor AS expected,
            t.is_over AS "isOver", t.line_count AS lines, p.trace_id AS "traceId", t.created_at AS "createdAt",
            (t.arrival_at AT TIME ZONE 'UTC')::date::text AS "arrivalOn"
       FROM (SELECT * FROM payout_tie_out t
              WHERE ${MATCHES} AND ($12::text IS NULL OR (${sort.column}, t.payout_id) ${sign} ($12::text::${sort.type}, $13::text))
              ORDER BY ${sort.column} ${order}, t.payout_id ${order} LIMIT $14) t
       JOIN payout p ON p.entity_id = $1 AND p.livemode = $2 AND p.account = t.account AND p.id = t.payout_id
       LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = t.account
      ORDER BY ${sort.column} ${order}, t.payout_id ${order}`,
    [...filterValues(tx, query, scope), key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const keyOf = (row: Row): PageKey => ({
    value: sort === SORTS.amount ? row.amount.toString() : row.createdAt.toISOString(),
    id: row.id,
  })
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf })
  return { ...page, rows: page.rows.map(toRow) }
}

function toRow({ currency, amount, gross, fee, remainder, expected, createdAt, ...row }: Row): PayoutRow {
  const wire = (minor: bigint) => toWire({ minor, currency })
  return {
    ...row,
    amount: wire(amount),
    gross: wire(gross),
    fee: wire(fee),
    remainder: wire(remainder),
    variance: expected === null ? null : wire(amount - expected),
    createdAt: createdAt.toISOString(),
  }
}
