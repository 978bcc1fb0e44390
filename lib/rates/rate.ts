import { divideHalfAway } from '#lib/money/allocate.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'

/** One day's rate: how many `quote` one `base` is worth, in major units, as decimal digits. */
export type DailyRate = {
  readonly base: string
  readonly quote: string
  /** `YYYY-MM-DD` */
  readonly on: string
  readonly rate: string
  readonly source: 'stripe' | 'uploaded'
}

/** Rates older than this say nothing about the day: weekends and holidays pass, a forgotten upload does not. */
export const RATE_AGE_DAYS_MAX = 7

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,12}))?$/

/** Stores daily rates; the same day again replaces what an upload said. Refuses what is not a positive decimal. */
export async function storeRates(tx: Sql, rates: readonly DailyRate[]): Promise<void> {
  const bad = rates.find(({ rate }) => !DECIMAL.test(rate) || /^[0.]+$/.test(rate))
  if (bad !== undefined) throw unusableRate(bad.rate)
  await tx.exec(
    `INSERT INTO fx_rate (entity_id, base, quote, "on", rate, source)
     SELECT $1, r.base, r.quote, r.day::date, r.rate::numeric, r.source
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS r (base, quote, day, rate, source)
     ON CONFLICT (entity_id, base, quote, "on") DO UPDATE SET rate = excluded.rate, source = excluded.source`,
    [
      tx.scope.entityId,
      rates.map(({ base }) => base),
      rates.map(({ quote }) => quote),
      rates.map(({ on }) => on),
      rates.map(({ rate }) => rate),
      rates.map(({ source }) => source),
    ],
  )
}

/**
 * An amount in another currency at the day's stored rate, or the latest within a week before it; the inverse rate when
 * only that is stored. Null when there is none: the caller decides what a missing rate means, it is never one.
 */
export async function convert(tx: Sql, amount: Money, to: string, on: string): Promise<Money | null> {
  if (amount.currency === to) return amount
  const [row] = await tx.sql<{ base: string; rate: string }>(
    `SELECT base, rate::text AS rate FROM (${rateFor({ entity: '$1', from: '$2', to: '$3', on: '$4::date' })}) found`,
    [tx.scope.entityId, amount.currency, to, on],
  )
  if (row === undefined) return null
  return convertAt(amount, to, row.rate, row.base === amount.currency ? 'direct' : 'inverse')
}

/** SQL of the one stored rate that serves a day: its base and rate, or no row. Takes names of columns and places of parameters. */
export const rateFor = ({ entity, from, to, on }: Record<'entity' | 'from' | 'to' | 'on', string>): string =>
  `SELECT base, rate FROM fx_rate
    WHERE entity_id = ${entity} AND ((base = ${from} AND quote = ${to}) OR (base = ${to} AND quote = ${from}))
      AND "on" <= ${on} AND "on" > ${on} - ${RATE_AGE_DAYS_MAX}
    ORDER BY "on" DESC, (base = ${from}) DESC LIMIT 1`

/** The arithmetic of a conversion, rounded half away from zero to the target's minor unit. */
export function convertAt(amount: Money, to: string, rate: string, direction: 'direct' | 'inverse'): Money {
  const match = DECIMAL.exec(rate)
  if (match === null) throw unusableRate(rate)
  const [, whole = '', fraction = ''] = match
  const digits = BigInt(whole + fraction)
  if (digits === 0n) throw unusableRate(rate)
  const scale = 10n ** BigInt(fraction.length)
  const [up, down] = direction === 'direct' ? [digits, scale] : [scale, digits]
  const toMinor = 10n ** BigInt(exponentOf(to))
  const fromMinor = 10n ** BigInt(exponentOf(amount.currency))
  return money(divideHalfAway(amount.minor * up * toMinor, down * fromMinor), to)
}

const unusableRate = (rate: string) =>
  new Refusal({
    code: 'rates.unusable',
    status: 422,
    message: `"${rate.slice(0, 40)}" is not a rate. Write a positive decimal such as 1.0834.`,
    field: 'rate',
  })
