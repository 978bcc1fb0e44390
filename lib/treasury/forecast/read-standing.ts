import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { SellerPart } from './kinds-model.ts'

/** What was made on an accounting day and became, or becomes, available on another: minor units. */
export type Moved = { readonly madeOn: string; readonly landsOn: string; readonly minor: bigint }

/** One currency as it stands now, minor units. */
export type Standing = {
  readonly availableMinor: bigint
  readonly reservedMinor: bigint
  /** What becomes available on which accounting day. */
  readonly landing: ReadonlyMap<string, bigint>
  /** What could be used at the end of each past day on which that changed, oldest first. */
  readonly pastMinor: ReadonlyMap<string, bigint>
  /** All that ever moved, by the days it was made and became available on. */
  readonly moved: readonly Moved[]
  /** Transfers to sellers that wait at the gate: approved, waiting for funds or for a person. */
  readonly waitingMinor: bigint
  readonly sellers: readonly SellerPart[]
}

export const NO_STANDING: Standing = {
  availableMinor: 0n,
  reservedMinor: 0n,
  landing: new Map(),
  pastMinor: new Map(),
  moved: [],
  waitingMinor: 0n,
  sellers: [],
}
const SELLERS_MAX = 12

/** How each currency of the platform's balance stands at an instant. */
export async function readStanding(tx: Sql, entity: Entity, at: Date): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>()
  const change = (currency: string, over: (standing: Standing) => Partial<Standing>) => {
    const standing = found.get(currency) ?? NO_STANDING
    found.set(currency, { ...standing, ...over(standing) })
  }
  const today = accountingOn(entity, at)
  for (const [currency, all] of Map.groupBy(await readMoved(tx, entity, at), (row) => row.currency))
    change(currency, () => {
      const moved = all.filter(({ state }) => state !== 'reserved')
      const sumOf = (wanted: MovedRow['state']) =>
        all.reduce((sum, { state, minor }) => (state === wanted ? sum + minor : sum), 0n)
      const landing = new Map<string, bigint>()
      for (const { state, landsOn, minor } of moved)
        if (state === 'pending') landing.set(landsOn, (landing.get(landsOn) ?? 0n) + minor)
      return {
        moved,
        landing,
        availableMinor: sumOf('available'),
        reservedMinor: sumOf('reserved'),
        pastMinor: balancesBefore(today, moved),
      }
    })
  for (const { currency, minor } of await readWaiting(tx)) change(currency, () => ({ waitingMinor: minor }))
  for (const { currency, ...part } of await readSellers(tx, entity, at))
    change(currency, ({ sellers }) => (sellers.length < SELLERS_MAX ? { sellers: [...sellers, part] } : {}))
  return found
}

/** What could be used at the end of each day before this one on which that changed, oldest first. */
export function balancesBefore(today: string, moved: readonly Moved[]): Map<string, bigint> {
  const changes = new Map<string, bigint>()
  for (const { landsOn, minor } of moved)
    if (landsOn < today) changes.set(landsOn, (changes.get(landsOn) ?? 0n) + minor)
  let balance = 0n
  const balances = new Map<string, bigint>()
  for (const day of [...changes.keys()].toSorted((left, right) => left.localeCompare(right))) {
    balance += changes.get(day) ?? 0n
    balances.set(day, balance)
  }
  return balances
}

type MovedRow = Moved & { readonly currency: string; readonly state: 'available' | 'pending' | 'reserved' }

/** The whole account in one pass. */
function readMoved(tx: Sql, entity: Entity, at: Date): Promise<MovedRow[]> {
  return tx.sql<MovedRow>(
    `SELECT upper(currency::text) AS currency, made::text AS "madeOn", lands::text AS "landsOn", state, sum(minor)::bigint AS minor
       FROM (SELECT currency, (created_at AT TIME ZONE $4)::date AS made, (available_on AT TIME ZONE $4)::date AS lands, net_minor AS minor,
                    CASE WHEN balance_type <> 'payments' THEN 'reserved' WHEN available_on <= $5::text::timestamptz THEN 'available' ELSE 'pending' END AS state
               FROM balance_transaction WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND balance_type IN ('payments', 'risk_reserved')) line
      GROUP BY currency, made, lands, state ORDER BY currency, made, lands, state`,
    [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount, entity.bookTimeZone, at.toISOString()],
  )
}

function readWaiting(tx: Sql) {
  return tx.sql<{ currency: string; minor: bigint }>(
    `SELECT upper(currency::text) AS currency, sum(amount_minor)::bigint AS minor FROM proposal
      WHERE entity_id = $1 AND livemode = $2 AND kind = 'transfer.create' AND state IN ('approved', 'waiting_funds', 'needs_approval')
      GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}

function readSellers(tx: Sql, entity: Entity, at: Date) {
  return tx.sql<SellerPart & { currency: string }>(
    `WITH part AS (
       SELECT upper(t.currency::text) AS currency, t.destination, sum(t.amount_minor - t.reversed_minor) AS minor FROM transfer t
        WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.created_at > $4::text::timestamptz - interval '90 days' GROUP BY 1, 2
     )
     SELECT p.currency, s.id AS "sellerId", s.name, round(1000 * p.minor / nullif(sum(p.minor) OVER (PARTITION BY p.currency), 0))::int AS "perMille"
       FROM part p JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = p.destination
      WHERE p.minor > 0 ORDER BY p.currency, p.minor DESC, s.id`,
    [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount, at.toISOString()],
  )
}
