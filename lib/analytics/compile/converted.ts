import { rateFor } from '#lib/rates/rate.ts'
import { type Binder, minorPerMajor } from './binder.ts'

const isMoney = (measure: string) => measure.endsWith('_minor')

/**
 * The rows in one currency: every row at the stored rate of its day, rounded half away from zero, as lib/rates does. Row by row,
 * so that the parts of a split still add up to the whole. `rate` keeps the days that have none: they refuse the whole question.
 */
export function convertedRows(
  base: string,
  into: string,
  measures: readonly string[],
  keys: readonly string[],
  binder: Binder,
): string {
  const money = measures.filter(isMoney)
  if (money.length === 0)
    return `base AS (${base}), rate AS (SELECT NULL::text AS currency, NULL::date AS on_day, 1 AS rate WHERE false), fact AS (SELECT * FROM base)`
  const target = `${binder.bind(into)}::text`
  const scale = `${minorPerMajor(binder, target)}::numeric / ${minorPerMajor(binder, 'b.currency')}`
  const worth = (name: string) =>
    `(CASE WHEN b.currency = ${target} THEN b.${name}
       ELSE round(CASE WHEN r.base = b.currency THEN b.${name} * r.rate * ${scale} ELSE b.${name} * ${scale} / r.rate END) END)::bigint AS ${name}`
  const columns = [
    'b.span',
    'b.seller_id',
    ...keys.map((key) => `b.${key}`),
    ...measures.map((name) => (isMoney(name) ? worth(name) : `b.${name}`)),
  ]
  return `base AS (${base}),
rate AS MATERIALIZED (
  SELECT d.currency, d.on_day, found.base, found.rate
    FROM (SELECT DISTINCT currency, on_day FROM base WHERE currency <> ${target} AND (${money.map((name) => `${name} <> 0`).join(' OR ')})) d
    LEFT JOIN LATERAL (${rateFor({ entity: '$1', from: 'd.currency', to: target, on: 'd.on_day' })}) found ON true
),
fact AS (SELECT ${columns.join(', ')} FROM base b LEFT JOIN rate r ON r.currency = b.currency AND r.on_day = b.on_day)`
}
