import { addDays } from '#lib/entities/accounting-day.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type DayKind, FLOW_KINDS, type FlowKind, isFlowKind, type KindModel, type SellerPart } from './kinds-model.ts'
import { AS_IT_IS, type WhatIf, wouldBe } from './what-if-model.ts'

/** One day of the balance: what comes and goes on it, and where that leaves what can be used. Minor units. */
export type BalanceDay = {
  readonly day: string
  /** By the day the balance gets it, kinds without any left out. */
  readonly flows: Partial<Readonly<Record<FlowKind, bigint>>>
  readonly landedMinor: bigint
  /** Transfers that wait at the gate: expected to leave tomorrow. */
  readonly scheduledMinor: bigint
  /** What payouts to the bank even out, so that the balance stays at its level. */
  readonly evenedMinor: bigint
  readonly availableMinor: bigint
  readonly lowMinor: bigint
  readonly highMinor: bigint
}

export type BalanceForecast = {
  readonly currency: string
  readonly madeOn: string
  readonly madeAt: string
  readonly historyFrom: string
  readonly availableMinor: bigint
  readonly pendingMinor: bigint
  readonly reservedMinor: bigint
  readonly waitingMinor: bigint
  readonly models: readonly KindModel[]
  readonly sellers: readonly SellerPart[]
  readonly days: readonly BalanceDay[]
}

type Head = Omit<BalanceForecast, 'days' | 'madeAt'> & { readonly madeAt: Date }
type Cell = {
  readonly kind: DayKind
  readonly day: string
  readonly mean: bigint
  readonly low: bigint
  readonly high: bigint
}

/** The currencies with a forecast, the one with the most days of sales first. */
export async function forecastCurrencies(tx: Sql): Promise<string[]> {
  const rows = await tx.sql<{ currency: string }>(
    `SELECT f.currency::text AS currency FROM settlement_forecast f
       LEFT JOIN LATERAL (SELECT count(*) AS days FROM treasury_day d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.currency = f.currency) d ON true
      WHERE f.entity_id = $1 AND f.livemode = $2 AND NOT f.is_replay GROUP BY f.currency ORDER BY max(d.days) DESC, f.currency`,
    ours(tx),
  )
  return rows.map(({ currency }) => currency)
}

/** The latest forecast of a currency's balance, as it would be under what somebody wonders about; null before the first was made. */
export async function readForecast(
  tx: Sql,
  currency: string,
  chosen: (sellers: readonly SellerPart[]) => WhatIf = () => AS_IT_IS,
): Promise<BalanceForecast | null> {
  const [head] = await tx.sql<Head>(
    `SELECT currency::text AS currency, made_on::text AS "madeOn", made_at AS "madeAt", history_from::text AS "historyFrom",
            available_minor AS "availableMinor", pending_minor AS "pendingMinor", reserved_minor AS "reservedMinor", waiting_minor AS "waitingMinor", models, sellers
       FROM settlement_forecast WHERE entity_id = $1 AND livemode = $2 AND currency = $3 AND NOT is_replay ORDER BY made_on DESC LIMIT 1`,
    [...ours(tx), currency],
  )
  if (head === undefined) return null
  const cells = await tx.sql<Cell>(
    `SELECT kind, on_day::text AS day, mean_minor AS mean, low_minor AS low, high_minor AS high FROM settlement_forecast_day
      WHERE entity_id = $1 AND livemode = $2 AND currency = $3 AND made_on = $4::date ORDER BY on_day, kind`,
    [...ours(tx), currency, head.madeOn],
  )
  return { ...head, madeAt: head.madeAt.toISOString(), days: balanceDays(head, cells, chosen(head.sellers)) }
}

/** Days as the balance sees them: each kind on the day it becomes available. A what-if moves the balance and its interval alike. */
export function balanceDays({ models }: Pick<Head, 'models'>, cells: readonly Cell[], whatIf: WhatIf): BalanceDay[] {
  const lags = new Map(models.map(({ kind, lagDays }) => [kind, lagDays]))
  const flows = new Map<string, Partial<Record<FlowKind, bigint>>>()
  const changes = new Map<string, bigint>()
  const certain = new Map<string, bigint>()
  for (const { kind, day, mean } of cells) {
    if (!isFlowKind(kind)) certain.set(`${kind} ${day}`, mean)
    if (!isFlowKind(kind) || mean === 0n) continue
    const lands = addDays(day, lags.get(kind) ?? 0)
    const minor = wouldBe(kind, mean, whatIf)
    const own = flows.get(lands) ?? {}
    flows.set(lands, { ...own, [kind]: (own[kind] ?? 0n) + minor })
    changes.set(lands, (changes.get(lands) ?? 0n) + minor - mean)
  }
  let change = 0n
  return cells
    .filter(({ kind }) => kind === 'available')
    .map(({ day, mean, low, high }) => {
      change += changes.get(day) ?? 0n
      return {
        day,
        flows: flows.get(day) ?? {},
        landedMinor: certain.get(`landed ${day}`) ?? 0n,
        scheduledMinor: certain.get(`scheduled ${day}`) ?? 0n,
        evenedMinor: certain.get(`evened ${day}`) ?? 0n,
        availableMinor: mean + change,
        lowMinor: low + change,
        highMinor: high + change,
      }
    })
}

/** What the days of a forecast come to per kind, in the order in which treasury names them. */
export function sumFlows(days: readonly BalanceDay[]): { kind: FlowKind; minor: bigint }[] {
  return FLOW_KINDS.map((kind) => ({
    kind,
    minor: days.reduce((sum, { flows }) => sum + (flows[kind] ?? 0n), 0n),
  })).filter(({ minor }) => minor !== 0n)
}

const ours = (tx: Sql) => [tx.scope.entityId, tx.scope.livemode]
