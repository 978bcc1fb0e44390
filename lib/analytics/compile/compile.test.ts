import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DIMENSION_IDS } from '../dimensions.ts'
import { METRIC_IDS } from '../metrics.ts'
import { type AnalyticsQueryInput, analyticsQuery } from '../schema.ts'
import { compile } from './compile.ts'
import { planOf } from './plan.ts'

const known = {
  entity: { id: 'ent_1', livemode: false, bookTimeZone: 'Europe/Berlin' },
  now: { today: '2026-11-21', fiscalStartsMonth: 1 },
}
const compiled = (query: AnalyticsQueryInput) => compile(planOf(analyticsQuery.parse(query), known))
const placesIn = (text: string) => new Set([...text.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place)))

const HOSTILE = [`'; DROP TABLE seller; --`, '$1', `") OR true --`, String.raw`\'; SELECT pg_sleep(9)`, 'sel_x%27']

describe('compile', () => {
  test('keeps every word of a person out of the statement', () => {
    const dimension = fc.constantFrom(...DIMENSION_IDS.filter((id) => !['month', 'week', 'day', 'reason'].includes(id)))
    const value = fc
      .oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 40 }))
      .filter((text) => text.trim() !== '')
    const plain = compiled({ metrics: ['gross_volume'], dimensions: ['seller'], period: 'last quarter' }).text.length
    fc.assert(
      fc.property(dimension, fc.array(value, { minLength: 1, maxLength: 3 }), (id, values) => {
        const { text, values: bound } = compiled({
          metrics: ['gross_volume'],
          dimensions: ['seller'],
          period: 'last quarter',
          filters: [{ dimension: id, values }],
        })
        const marker = values.map((one) => one.trim().toLowerCase())
        expect(bound).toContainEqual(marker)
        expect(text.length - plain).toBeLessThan(400)
        for (const one of HOSTILE.slice(0, 1)) expect(text).not.toContain(one)
      }),
    )
  })

  test('binds each value that it uses, and uses each that it binds', () => {
    const some = <T>(all: readonly T[], maxLength: number) =>
      fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength })
    fc.assert(
      fc.property(
        some(METRIC_IDS, 3),
        some(DIMENSION_IDS, 2),
        fc.constantFrom(null, 'EUR', 'JPY'),
        fc.boolean(),
        (metrics, dimensions, currency, isCompared) => {
          const query = {
            metrics,
            dimensions,
            currency,
            comparison: isCompared ? ('previous_period' as const) : null,
            period: 'since March',
          }
          const statement = refusedOr(() => compiled(query))
          if (statement === null) return
          const places = placesIn(statement.text)
          expect([...places].toSorted((left, right) => left - right)).toEqual(
            statement.values.map((_, index) => index + 1),
          )
        },
      ),
    )
  })

  test('reads totals of days, whole months by seller, and what is left of them by day', () => {
    const dimensions = ['seller' as const]
    const { text, values } = compiled({ metrics: ['refunds'], dimensions, period: '2026-01-15..2026-04-10' })
    expect(text).toContain('analytics_month')
    expect(values).toEqual(expect.arrayContaining(['2026-01-15', '2026-02-01', '2026-04-01', '2026-04-11']))
    const read = (query: AnalyticsQueryInput) => [...new Set(compiled(query).text.match(/analytics_\w+/g))]
    expect(read({ metrics: ['refunds'], dimensions, period: 'last quarter' })).toEqual(['analytics_month'])
    expect(read({ metrics: ['refunds'], dimensions: ['seller', 'day'], period: 'last quarter' })).toEqual([
      'analytics_day',
    ])
    expect(read({ metrics: ['refunds'], dimensions: ['day'], period: 'last quarter' })).toEqual(['analytics_total'])
    expect(read({ metrics: ['active_sellers'], period: 'last quarter' })).toEqual(['analytics_month'])
  })
})

function refusedOr<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    expect(error).toHaveProperty('code', expect.stringMatching(/^analytics\./))
    return null
  }
}
