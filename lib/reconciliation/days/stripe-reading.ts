import { z } from 'zod'
import type { Entity } from '#lib/entities/entity.ts'
import type { BalanceSnapshot, StripeFunds } from '#lib/ledger/balance-snapshot.ts'
import { cashAccount } from '#lib/ledger/chart.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What Stripe last said the platform's own account holds. */
export type StripeReading = {
  /** When it was read and stood still; null when it never did. */
  readonly readAt: Date | null
  readonly triedAt: Date
  /** Why the last attempt could not be used; empty when it could. */
  readonly problem: string
}

/** Keeps what Stripe says the platform holds; a balance that moved while it was read replaces nothing. */
export async function keepReading(
  tx: Sql,
  entity: Entity,
  snapshots: readonly BalanceSnapshot[],
  at: Date,
): Promise<void> {
  const own = snapshots.find(({ account }) => account === entity.stripeAccount)
  if (own === undefined) return
  const problem = problemOf(own)
  const usable = problem === ''
  const watermark = own.newest[0]?.createdAt ?? own.takenAt
  const among = own.newest.filter(({ createdAt }) => createdAt.getTime() === watermark.getTime())
  await tx.exec(
    `INSERT INTO stripe_reading AS r (entity_id, livemode, read_at, watermark_at, watermark_ids, funds, tried_at, problem)
     VALUES ($1, $2, $3::text::timestamptz, $4::text::timestamptz, $5::text[], $6::text::jsonb, $7::text::timestamptz, $8)
     ON CONFLICT (entity_id, livemode) DO UPDATE SET tried_at = excluded.tried_at, problem = excluded.problem,
       read_at = CASE WHEN $9 THEN excluded.read_at ELSE r.read_at END,
       watermark_at = CASE WHEN $9 THEN excluded.watermark_at ELSE r.watermark_at END,
       watermark_ids = CASE WHEN $9 THEN excluded.watermark_ids ELSE r.watermark_ids END,
       funds = CASE WHEN $9 THEN excluded.funds ELSE r.funds END`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      usable ? own.takenAt.toISOString() : null,
      usable ? watermark.toISOString() : null,
      usable ? among.map(({ id }) => id) : [],
      JSON.stringify(usable ? own.after.map(asFund) : []),
      at.toISOString(),
      problem,
      usable,
    ],
  )
}

const asFund = ({ balanceType, currency, availableMinor, pendingMinor }: StripeFunds) => ({
  balanceType,
  currency,
  minor: (availableMinor + pendingMinor).toString(),
})

function problemOf({ problem, before, after }: BalanceSnapshot): string {
  if (problem !== '') return problem
  const words = (funds: readonly StripeFunds[]) =>
    funds
      .map((fund) => `${fund.balanceType} ${fund.currency} ${fund.availableMinor} ${fund.pendingMinor}`)
      .sort()
      .join('\n')
  return words(before) === words(after) ? '' : 'The balance changed while it was read.'
}

/** The last reading; null before the first attempt. */
export async function lastReading(tx: Sql): Promise<StripeReading | null> {
  const [row] = await tx.sql<StripeReading>(
    `SELECT read_at AS "readAt", tried_at AS "triedAt", problem FROM stripe_reading WHERE entity_id = $1 AND livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

const FUNDS = z.array(z.object({ balanceType: z.string(), currency: z.string(), minor: z.string() }))

type Row = {
  readAt: Date | null
  funds: unknown
  moved: readonly { type: string; currency: string; minor: string }[] | null
}

/** Held per account of the ledger, keyed `code subject currency`. */
export type HeldAtStripe = { readonly readAt: Date; readonly held: ReadonlyMap<string, bigint> }

export const heldKey = (code: string, subject: string, currency: string) => `${code} ${subject} ${currency}`

/**
 * What Stripe held at the end of an accounting day: what it said when it was read, less what Stripe's own transactions moved
 * between the day's end and the reading. For a day that is not over, what it held at the reading and everything since.
 * Null when the balance was never read, or not since the day ended.
 */
export async function heldAtEndOf(tx: Sql, entity: Entity, day: string, isOver: boolean): Promise<HeldAtStripe | null> {
  const [row] = await tx.sql<Row>(
    `WITH reading AS (
       SELECT read_at, watermark_at, watermark_ids, funds, ($3::text::date + 1)::timestamp AT TIME ZONE $4 AS day_end
         FROM stripe_reading WHERE entity_id = $1 AND livemode = $2 AND read_at IS NOT NULL
     ), between_them AS (
       SELECT b.balance_type, b.reporting_category, b.currency::text AS currency, b.net_minor,
              b.created_at > r.watermark_at OR (b.created_at = r.watermark_at AND b.id <> ALL (r.watermark_ids)) AS is_newer,
              b.created_at >= r.day_end AS is_later
         FROM reading r
         JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = $5
          AND b.created_at >= least(r.day_end, r.watermark_at)
     ), moved AS (
       SELECT balance_type AS type, currency, sum(CASE WHEN is_newer THEN net_minor ELSE -net_minor END) AS minor
         FROM between_them WHERE is_newer <> is_later GROUP BY 1, 2
       UNION ALL
       SELECT 'connect_reserved', currency, -sum(CASE WHEN is_newer THEN net_minor ELSE -net_minor END)
         FROM between_them WHERE is_newer <> is_later AND reporting_category = 'connect_reserved_funds' GROUP BY 2
     )
     SELECT r.read_at AS "readAt", r.funds,
            (SELECT json_agg(json_build_object('type', type, 'currency', currency, 'minor', minor::text)) FROM moved) AS moved
       FROM reading r WHERE NOT $6::boolean OR r.read_at >= r.day_end`,
    [tx.scope.entityId, tx.scope.livemode, day, entity.bookTimeZone, entity.stripeAccount, isOver],
  )
  if (row?.readAt == null) return null
  const held = new Map<string, bigint>()
  const add = (balanceType: string, currency: string, minor: bigint) => {
    const { code, subject } = accountOf(balanceType)
    const key = heldKey(code, subject, currency)
    held.set(key, (held.get(key) ?? 0n) + minor)
  }
  for (const fund of FUNDS.parse(row.funds)) add(fund.balanceType, fund.currency, BigInt(fund.minor))
  for (const { type, currency, minor } of row.moved ?? []) add(type, currency, BigInt(minor))
  return { readAt: row.readAt, held }
}

const accountOf = (balanceType: string): { readonly code: string; readonly subject: string } =>
  balanceType === 'connect_reserved' ? { code: 'stripe_connect_reserved', subject: '' } : cashAccount(balanceType)
