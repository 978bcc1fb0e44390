import type { Rule } from '#lib/contracts/model.ts'
import { rateOf, type Volume } from '#lib/contracts/volume-model.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Source } from './facts.ts'

/** A sale of a seller in a month: what is left of it after refunds, minor units of the buyer's currency. */
export type MonthSale = Source & { readonly collectedAt: Date; readonly volumeMinor: bigint }

/** A sale within the month of its seller, for rules whose percentage follows it. */
export type Counted = {
  readonly sellerId: string
  /** The rules with a scale. */
  readonly rules: readonly Rule[]
  /** Every other sale of the month that is settled. */
  readonly others: readonly MonthSale[]
  readonly own: MonthSale
  /** What of the own sale counted until now; zero while it is not settled. */
  readonly beforeMinor: bigint
}

type Asked = {
  readonly sellerId: string
  readonly currency: string
  /** An accounting day of the month. */
  readonly on: string
  /** With it, settlements of the seller's month wait their turn: each sees what the one before counted. */
  readonly isLocking: boolean
}

/** What a seller sold in the accounting month of a day, as far as it is settled. */
export async function readMonth(tx: Sql, { sellerId, currency, on, isLocking }: Asked): Promise<MonthSale[]> {
  const first = `${on.slice(0, 7)}-01`
  if (isLocking)
    await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked', [
      `volume:${sellerId}:${currency}:${first}`,
    ])
  return tx.sql<MonthSale>(
    `SELECT s.source_kind AS kind, s.source_id AS id, s.collected_at AS "collectedAt", h.volume_minor AS "volumeMinor"
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND h.volume_minor <> 0 AND s.volume_currency = $4
        AND s.accounting_on >= $5::text::date AND s.accounting_on < $5::text::date + interval '1 month'`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, currency, first],
  )
}

/** What is left of an amount after `returned` of `whole` went back to the buyer. */
export function leftOf(minor: bigint, returned: bigint, whole: bigint): bigint {
  return whole === 0n ? minor : minor - divideHalfAway(minor * returned, whole)
}

/** Where a sale stands in its month: sales count in the order they were collected in, whenever they were heard of. */
export function volumeOf({ others, own }: Pick<Counted, 'others' | 'own'>): Volume {
  const total = (sales: readonly MonthSale[]) => sales.reduce((sum, { volumeMinor }) => sum + volumeMinor, 0n)
  return {
    beforeMinor: total(others.filter((other) => isBefore(other, own))),
    ownMinor: own.volumeMinor,
    monthMinor: total(others) + own.volumeMinor,
  }
}

/** Other sales of the month whose percentage is another one since this sale counts what it counts now. */
export function movedBy({ rules, others, own, beforeMinor }: Counted): Source[] {
  if (beforeMinor === own.volumeMinor) return []
  const before = volumes(others, { ...own, volumeMinor: beforeMinor })
  const after = volumes(others, own)
  return others
    .filter((other) => rules.some((rule) => !isSame(rule, before.get(other) ?? null, after.get(other) ?? null)))
    .map(({ kind, id }) => ({ kind, id }))
}

function volumes(others: readonly MonthSale[], own: MonthSale): ReadonlyMap<MonthSale, Volume> {
  const sales = [...others, own].toSorted((left, right) => (isBefore(left, right) ? -1 : 1))
  const monthMinor = sales.reduce((sum, { volumeMinor }) => sum + volumeMinor, 0n)
  let beforeMinor = 0n
  return new Map(
    sales.map((sale) => {
      const volume = { beforeMinor, ownMinor: sale.volumeMinor, monthMinor }
      beforeMinor += sale.volumeMinor
      return [sale, volume]
    }),
  )
}

function isSame(rule: Rule, before: Volume | null, after: Volume | null): boolean {
  const [was, is] = [rateOf(rule, before), rateOf(rule, after)]
  return was.bps * is.of === is.bps * was.of
}

function isBefore(left: MonthSale, right: MonthSale): boolean {
  const apart = left.collectedAt.getTime() - right.collectedAt.getTime()
  return apart === 0 ? left.id < right.id : apart < 0
}
