import { chartAccount } from '#lib/ledger/chart.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { CashDay, Movement, WatchedAccount } from './day-model.ts'

/** The accounts of the ledger that stand for money at Stripe. */
const STRIPE_ACCOUNTS = [
  'stripe_balance',
  'stripe_issuing',
  'stripe_prefunding',
  'stripe_risk_reserved',
  'stripe_connect_reserved',
  'stripe_other',
] as const

/** What the ledger says about a day, before it is compared with Stripe. */
export type LedgerDay = Omit<CashDay, 'stripeMinor' | 'differenceMinor'>

type Row = {
  id: string
  code: string
  subject: string
  currency: string
  opening: bigint
  closing: bigint
  rule: string | null
  count: bigint
  in: bigint
  out: bigint
  last_no: bigint
}

/**
 * Opening, movements and closing of every Stripe account of the platform's book on an accounting day. Opening and closing come
 * backwards from running balances and read only what was posted from the day on; movements come from the day's own lines.
 * The totals are a CTE of their own: joined as a plain LATERAL they would be added up once per posting rule.
 */
export async function cashDay(
  tx: Sql,
  day: string,
): Promise<{ readonly cash: LedgerDay[]; readonly watched: WatchedAccount[] }> {
  const rows = await tx.sql<Row>(
    `WITH cash AS (
       SELECT id, code, subject, currency::text AS currency, balance_minor FROM ledger_account
        WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = ANY ($3::text[])
     ), moved AS (
       SELECT l.account_id, split_part(e.rule, '@', 1) AS rule, count(*) AS count, max(l.account_line_no) AS last_no,
              coalesce(sum(l.amount_minor) FILTER (WHERE l.amount_minor > 0), 0)::bigint AS into,
              coalesce(sum(l.amount_minor) FILTER (WHERE l.amount_minor < 0), 0)::bigint AS out
         FROM cash c
         JOIN journal_line l ON l.account_id = c.id AND l.accounting_on = $4::text::date
         JOIN journal_entry e ON e.id = l.entry_id GROUP BY 1, 2
     ), totals AS MATERIALIZED (
       SELECT c.id, t.since, t.later FROM cash c CROSS JOIN LATERAL (
         SELECT coalesce(sum(l.amount_minor), 0) AS since,
                coalesce(sum(l.amount_minor) FILTER (WHERE l.accounting_on > $4::text::date), 0) AS later
           FROM journal_line l WHERE l.account_id = c.id AND l.accounting_on >= $4::text::date) t
     )
     SELECT c.id::text AS id, c.code, c.subject, c.currency, (c.balance_minor - t.since)::bigint AS opening,
            (c.balance_minor - t.later)::bigint AS closing, m.rule, coalesce(m.count, 0) AS count,
            coalesce(m.into, 0) AS "in", coalesce(m.out, 0) AS "out", coalesce(m.last_no, 0) AS last_no
       FROM cash c JOIN totals t ON t.id = c.id LEFT JOIN moved m ON m.account_id = c.id
      ORDER BY array_position($3::text[], c.code), c.currency, c.subject, m.rule`,
    [tx.scope.entityId, tx.scope.livemode, [...STRIPE_ACCOUNTS], day],
  )
  const accounts = [...Map.groupBy(rows, ({ id }) => id).values()]
  return { cash: accounts.flatMap(ledgerDay), watched: accounts.flatMap(watchedAccount) }
}

/** The ids of the ledger's Stripe accounts of the platform's book. */
export async function stripeAccountIds(tx: Sql): Promise<bigint[]> {
  const rows = await tx.sql<{ id: bigint }>(
    `SELECT id FROM ledger_account WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND code = ANY ($3::text[])`,
    [tx.scope.entityId, tx.scope.livemode, [...STRIPE_ACCOUNTS]],
  )
  return rows.map(({ id }) => id)
}

/** The first day on which money moved on one of these accounts; null before any did. */
export async function firstDayOf(tx: Sql, accountIds: readonly bigint[]): Promise<string | null> {
  const [row] = await tx.sql<{ day: string | null }>(
    `SELECT min(f.day)::text AS day FROM unnest($1::text[]) a (id)
      CROSS JOIN LATERAL (SELECT l.accounting_on AS day FROM journal_line l WHERE l.account_id = a.id::bigint
                           ORDER BY l.accounting_on LIMIT 1) f`,
    [accountIds.map((id) => id.toString())],
  )
  return row?.day ?? null
}

function ledgerDay(rows: readonly Row[]): LedgerDay[] {
  const [first] = rows
  if (first === undefined) return []
  const { code, subject, currency, opening, closing } = first
  const moved = rows.filter(({ rule }) => rule !== null)
  // Accounts that never held anything say nothing; the balance of payments always does.
  if (code !== 'stripe_balance' && moved.length === 0 && opening === 0n && closing === 0n) return []
  const sum = (side: 'in' | 'out') => moved.reduce((total, row) => total + row[side], 0n)
  return [
    {
      code,
      subject,
      name: subject === '' ? chartAccount(code).name : `${chartAccount(code).name} (${subject.replaceAll('_', ' ')})`,
      currency,
      openingMinor: opening.toString(),
      movements: moved.map(
        (row): Movement => ({
          rule: row.rule ?? '',
          count: row.count.toString(),
          inMinor: row.in.toString(),
          outMinor: row.out.toString(),
        }),
      ),
      inMinor: sum('in').toString(),
      outMinor: sum('out').toString(),
      closingMinor: closing.toString(),
      offMinor: (closing - opening - sum('in') - sum('out')).toString(),
    },
  ]
}

function watchedAccount(rows: readonly Row[]): WatchedAccount[] {
  const [first] = rows
  if (first === undefined) return []
  const count = rows.reduce((total, row) => total + row.count, 0n)
  const lastNo = rows.reduce((last, row) => (row.last_no > last ? row.last_no : last), 0n)
  return [{ accountId: first.id, count: count.toString(), lastNo: lastNo.toString() }]
}
