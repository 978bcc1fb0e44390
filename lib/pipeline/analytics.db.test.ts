import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askBooks } from '#lib/analytics/ask.ts'
import { METRICS, type MetricId } from '#lib/analytics/metrics.ts'
import { bringUpToDate } from '#lib/analytics/rollup/bring-up-to-date.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { askerFor } from '#lib/assistant/asker.ts'
import { answerOnce } from '#lib/assistant/chat/answer-once.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { loadFirstData } from './load.ts'
import { type Fact, naiveFacts } from './testing-facts.ts'
import { naiveMetric } from './testing-metrics.ts'

let sandbox: Sandbox
let entity: Entity
let facts: readonly Fact[]

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 7, end: '2026-11-01', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  await loadFirstData({ onProgress: () => {} })
  entity = await currentEntity()
  facts = await naiveFacts(entity)
})

afterAll(async () => {
  await closeDatabase()
  await sandbox.close()
})

const AT = new Date('2026-11-01T12:00:00Z')
const ask = (query: AnalyticsQueryInput) => askBooks({ actor: { entity, scope: SYSTEM(entity) }, at: AT, query })

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' }
const SPLITS = [
  'seller',
  'country',
  'category',
  'currency',
  'method',
  'reason',
  'month',
  'week',
  'day',
  'cohort',
] as const

describe.each(METRICS.filter(({ source }) => source !== 'debts'))('$label', (metric) => {
  const splits = SPLITS.filter((id) => (metric.dimensions as readonly string[]).includes(id))
  const isMoney = metric.reads.some((name) => name.endsWith('_minor'))

  test.each([null, ...splits])('by %s is what the rows beneath come to', async (dimension) => {
    const { rows } = await ask({
      metrics: [metric.id],
      dimensions: dimension === null ? [] : [dimension],
      period: 'October 2026',
      limit: 1_000,
    })
    const answered = rows.map(({ keys, figures, currency }) => [
      dimension === null ? '' : keys[dimension]?.value,
      isMoney ? currency : '',
      figures[metric.id],
    ])
    const expected = naiveMetric(metric.id, facts, { ...OCTOBER, dimension, isMoney })
    expect(answered.toSorted()).toEqual(expected.toSorted())
    if (dimension !== 'reason' && metric.id !== 'payout_failures') expect(rows.length).toBeGreaterThan(0)
  })

  test('compared with itself does not change, and its parts add up', async () => {
    const period = '2026-10-05..2026-10-20'
    const [dimension = 'month'] = splits
    const { rows, totals } = await ask({ metrics: [metric.id], dimensions: [dimension], period, limit: 1_000 })
    if (metric.isAdditive)
      for (const total of totals) {
        const own = rows.filter(({ currency }) => currency === total.currency)
        expect(sum(own.map(({ figures }) => figures[metric.id]))).toBe(total.figures[metric.id] ?? '0')
      }
    const { rows: shifted } = await ask({
      metrics: [metric.id],
      period: '2026-10-05..2026-10-20',
      comparison: 'previous_period',
    })
    const { rows: before } = await ask({ metrics: [metric.id], period: '2026-09-19..2026-10-04' })
    for (const row of before) {
      const same = shifted.find(({ currency }) => currency === row.currency)
      expect(same?.figures[`${metric.id}.before`]).toBe(row.figures[metric.id])
    }
  })
})

const sum = (values: readonly (string | null | undefined)[]) =>
  values.reduce((all, value) => all + BigInt(value ?? '0'), 0n).toString()

test('filters commute, and narrow like the rows beneath', async () => {
  const metrics: MetricId[] = ['gross_volume', 'refund_rate', 'active_sellers', 'average_order']
  const one = { dimension: 'country', values: ['US', 'de'] } as const
  const two = { dimension: 'category', is: 'none_of', values: ['Home', 'music'] } as const
  const query = { metrics, dimensions: ['seller'], period: 'October 2026' } as const
  const forth = await ask({
    ...query,
    metrics,
    dimensions: ['seller'],
    filters: [
      { ...one, values: [...one.values] },
      { ...two, values: [...two.values] },
    ],
  })
  const back = await ask({
    ...query,
    metrics,
    dimensions: ['seller'],
    filters: [
      { ...two, values: ['music', 'Home'] },
      { ...one, values: ['de', 'US'] },
    ],
  })
  expect(forth.rows).toEqual(back.rows)
  expect(forth.totals).toEqual(back.totals)
  const narrowed = facts.filter(
    ({ country, category }) => ['US', 'DE'].includes(country) && !['home', 'music'].includes(category),
  )
  const expected = naiveMetric('gross_volume', narrowed, { ...OCTOBER, dimension: 'seller', isMoney: true })
  expect(
    forth.rows.map(({ keys, currency, figures }) => [keys.seller?.value, currency, figures.gross_volume]).toSorted(),
  ).toEqual(expected.toSorted())
})

test('conditions and order apply to the change against the period before', async () => {
  const { rows } = await ask({
    metrics: ['gross_volume', 'take_rate'],
    dimensions: ['seller'],
    period: '2026-10-15..2026-10-31',
    comparison: 'previous_period',
    conditions: [
      { metric: 'gross_volume', of: 'change', is: 'below', than: '0' },
      { metric: 'gross_volume', of: 'value', is: 'at_least', than: '10' },
    ],
    order: { by: 'gross_volume', of: 'change', direction: 'up' },
  })
  expect(rows.length).toBeGreaterThan(0)
  for (const { figures } of rows) {
    expect(BigInt(figures['gross_volume.change'] ?? '0')).toBeLessThan(0n)
    expect(BigInt(figures.gross_volume ?? '0') - BigInt(figures['gross_volume.before'] ?? '0')).toBe(
      BigInt(figures['gross_volume.change'] ?? '0'),
    )
  }
  const dollars = rows
    .filter(({ currency }) => currency === 'USD')
    .map(({ figures }) => BigInt(figures['gross_volume.change'] ?? '0'))
  expect(dollars).toEqual(dollars.toSorted((left, right) => (left < right ? -1 : 1)))
})

test('what was counted day by day equals one count of everything', async () => {
  const kept = () =>
    read(SYSTEM(entity), (tx) =>
      tx.sql<{ hash: string }>(`SELECT md5(string_agg(d::text, '|' ORDER BY d::text)) AS hash FROM analytics_day d
        UNION ALL SELECT md5(string_agg(d::text, '|' ORDER BY d::text)) FROM analytics_month d
        UNION ALL SELECT md5(string_agg(d::text, '|' ORDER BY d::text)) FROM analytics_total d`),
    )
  const before = await kept()
  await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `INSERT INTO analytics_change (entity_id, livemode, on_day)
             SELECT $1, $2, generate_series('2026-08-01'::date, '2026-11-30'::date, interval '1 day')::date`,
      [entity.id, entity.livemode],
    ),
  )
  expect(await bringUpToDate(entity, 50)).toBe(0)
  expect(await kept()).toEqual(before)
})

test('questions in words are answered from the same rows, with where to see them', async () => {
  const asker = await askerFor(entity, 'analyst')
  const answer = async (question: string) => (await answerOnce({ asker, question, at: AT })).answer
  const ranked = await answer('Which sellers had the highest refnud rates last month?')
  const asked = await ask({
    metrics: ['refund_rate'],
    dimensions: ['seller'],
    period: 'last month',
    order: { by: 'refund_rate' },
    limit: 10,
  })
  expect(ranked.rows.map(({ seller, refund_rate }) => [seller, refund_rate])).toEqual(
    asked.rows.map(({ keys, figures }) => [keys.seller?.value, figures.refund_rate]),
  )
  expect(ranked.answer).toContain('I took "refnud" for "refund".')
  expect(ranked.citations[0]?.href).toContain('/analytics?metric=refund_rate&by=seller')
  expect(ranked.citations.length).toBeGreaterThan(1)

  const moved = await answer('Show me sellers whose monthly volume declined but take rate increased')
  expect(moved.understood).toContain('where gross volume fell, where take rate rose')
  expect((await answer('MRR by seller')).answer).toContain('is not kept yet')
  expect((await answer('what were the fees last month')).answer).toContain('do you mean')
})
