import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MirrorBatch } from '#lib/events/mirror.ts'
import { formatMoney } from '#lib/money/format.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { cash, disputeOf } from '#lib/settlements/testing-connect.ts'
import { aWorld, NOW, plainPayment, refundOf, type World } from '#lib/settlements/testing-world.ts'
import { askBooks } from './ask.ts'
import { dimensionLabel } from './dimensions.ts'
import { METRICS, type MetricId } from './metrics.ts'
import { bringUpToDate } from './rollup/bring-up-to-date.ts'

let world: World
let rows: Rows

beforeAll(async () => {
  world = await aWorld()
  rows = await openRows()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic' })
  await world.tellSeller({ id: 'acct_luna', name: 'Luna' })
  await tellTheExample()
})

afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const page = readFileSync('docs/metrics.md', 'utf8')
const section = (label: string) => new RegExp(`^## ${label}\n([\\s\\S]*?)(?=^## )`, 'm').exec(page)?.[1] ?? ''

const ask = (metric: MetricId, rest = {}) =>
  askBooks({
    actor: world,
    at: NOW,
    query: { metrics: [metric], period: 'October 2026', ...rest },
  })

describe.each(METRICS)('$label in docs/metrics.md', (metric) => {
  test('says what the registry says', () => {
    const text = section(metric.label)
    expect(text).toContain(`\`${metric.id}\`: ${metric.description}\n`)
    expect(text).toContain(`**Unit** ${metric.unit}; ${metric.isAdditive ? 'additive' : 'not additive'}\n`)
    expect(text).toContain(`**Day** ${metric.basis}\n`)
    expect(text).toContain(`**By** ${metric.dimensions.map((id) => dimensionLabel(id).toLowerCase()).join(', ')}\n`)
    expect(text).toContain(`**Also called** ${metric.synonyms.join(', ')}\n`)
  })

  test('comes to what the example says', async () => {
    const { rows: answer } = await ask(metric.id)
    const told = /\*\*Example\*\*.* = \*\*(.+)\*\*/.exec(section(metric.label))?.[1]
    expect(answer.map(({ figures, currency }) => spelled(figures[metric.id] ?? null, metric.unit, currency))).toEqual([
      told,
    ])
  })
})

function spelled(value: string | null, unit: string, currency: string): string {
  if (value === null) return 'nothing'
  if (unit === 'money') return formatMoney({ minor: value, currency })
  return `${value}${unit === 'percent' ? ' %' : unit === 'days' ? ' days' : ''}`
}

test('every heading of the page is a metric, or explains them', () => {
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
  expect(headings).toEqual([
    'Periods and comparisons',
    'The example',
    ...METRICS.map(({ label }) => label),
    'Not kept yet',
  ])
})

test('what changed falls into November: the late sale, the full refund, and nothing of October', async () => {
  const { rows: november } = await ask('net_volume', { period: 'November 2026', dimensions: ['seller'] })
  expect(november.map(({ keys, figures }) => [keys.seller?.label, figures.net_volume])).toEqual([
    ['Luna', '5000'],
    ['Nordic', '-10000'],
  ])
})

test('a question that has no answer is refused in words', async () => {
  const refusals: [MetricId, object, string][] = [
    ['refund_rate', { dimensions: ['reason'] }, 'Refund rate cannot be told by reason'],
    ['gross_volume', { period: 'the good old days' }, 'does not say which days are meant'],
    ['gross_volume', { currency: 'EUR' }, 'There is no rate of USD to EUR for 2026-10-05'],
    ['negative_balance', { comparison: 'previous_period' }, 'known as it stands now'],
    ['new_sellers', { metrics: ['gross_volume', 'new_sellers'] }, 'New sellers has no currency'],
    ['refunds', { order: { by: 'gross_volume' } }, 'is not among what was asked for'],
    [
      'refunds',
      { conditions: [{ metric: 'refunds', of: 'change', is: 'above', than: '0' }] },
      'needs something to compare with',
    ],
  ]
  for (const [metric, rest, words] of refusals) await expect(ask(metric, rest), words).rejects.toThrow(words)
})

test('a seller is answered from its own rows, whatever it asks for', async () => {
  const [luna] = await world.rows<{ id: string }>(`SELECT id FROM seller WHERE name = 'Luna'`)
  const own = { ...world, scope: { ...world.scope, role: 'tieout_seller' as const, sellerId: luna?.id ?? '' } }
  const asked = (query: object) =>
    askBooks({ actor: own, at: NOW, query: { metrics: ['gross_volume'], period: 'October 2026', ...query } })
  const all = await asked({ dimensions: ['seller'] })
  expect(all.rows.map(({ keys, figures }) => [keys.seller?.label, figures.gross_volume])).toEqual([['Luna', '20000']])
  const total = await asked({ dimensions: [] })
  expect(total.rows.map(({ figures }) => figures.gross_volume)).toEqual(['20000'])
  const other = await asked({ filters: [{ dimension: 'seller', values: ['Nordic'] }] })
  expect(other.rows).toEqual([])
  const debts = await asked({ metrics: ['negative_balance'], dimensions: ['seller'] })
  expect(debts.rows.map(({ keys, figures }) => [keys.seller?.label, figures.negative_balance])).toEqual([
    ['Luna', '2500'],
  ])
})

test('parts of a whole are told in percent of everything, what is left out included', async () => {
  const asked = { dimensions: ['seller' as const], withShare: true }
  const { rows: parts, columns } = await ask('gross_volume', asked)
  expect(columns.map(({ id }) => id)).toEqual(['seller', 'currency', 'gross_volume', 'gross_volume.share'])
  expect(parts.map(({ keys, figures }) => [keys.seller?.label, figures['gross_volume.share']])).toEqual([
    ['Nordic', '66.6667'],
    ['Luna', '33.3333'],
  ])
  const conditions = [{ metric: 'gross_volume' as const, is: 'below' as const, than: '300' }]
  const { rows: some } = await ask('gross_volume', { ...asked, conditions })
  expect(some.map(({ figures }) => figures['gross_volume.share'])).toEqual(['33.3333'])
  await expect(ask('refund_rate', asked)).rejects.toThrow('cannot be told as parts of a whole')
  await expect(ask('gross_volume', { withShare: true })).rejects.toThrow('cannot be told as parts of a whole')
})

test('a rate converts every row at its day', async () => {
  await rows.insert('fx_rate', {
    entity_id: world.entity.id,
    base: 'USD',
    quote: 'EUR',
    on: '2026-10-05',
    rate: '0.9',
    source: 'uploaded',
  })
  await rows.insert('fx_rate', {
    entity_id: world.entity.id,
    base: 'EUR',
    quote: 'USD',
    on: '2026-10-20',
    rate: '1.25',
    source: 'uploaded',
  })
  const { rows: answer, notes } = await ask('gross_volume', { currency: 'eur' })
  expect(answer).toMatchObject([{ currency: 'EUR', figures: { gross_volume: '49000' } }])
  expect(notes).toEqual(['Amounts are converted into EUR at the stored rate of their day.'])
})

test('what happens after an answer is in the next one: a sale, its refund, and the refund that failed', async () => {
  const november = async () => {
    const { rows: answer } = await ask('net_volume', { metrics: ['gross_volume', 'refunds'], period: 'November 2026' })
    return answer.map(({ figures }) => [figures.gross_volume, figures.refunds])
  }
  expect(await november()).toEqual([['5000', '10000']])
  const paidAt = new Date('2026-11-14T10:00:00Z')
  await world.tell(plainPayment(world, 'late', { amount: 7_000n, paidAt, metadata: { seller: 'acct_luna' } }))
  await world.settle({ kind: 'charge', id: 'ch_late' })
  expect(await november()).toEqual([['12000', '10000']])

  const refund = { part: '1', amount: 2_000n, at: new Date('2026-11-15T10:00:00Z') }
  await world.tell(refundOf(world, 'late', refund))
  await world.settle({ kind: 'charge', id: 'ch_late' })
  expect(await november()).toEqual([['12000', '12000']])

  await world.tell(refundOf(world, 'late', { ...refund, status: 'failed', asOf: new Date('2026-11-16T10:00:00Z') }))
  await world.settle({ kind: 'charge', id: 'ch_late' })
  expect(await november()).toEqual([['12000', '10000']])
})

test('who asks does not wait for a count that takes long: it is said that days still wait', async () => {
  await rows.query('INSERT INTO analytics_change (entity_id, livemode, on_day) VALUES ($1, false, $2)', [
    world.entity.id,
    '2026-11-01',
  ])
  await rows.query('BEGIN')
  await rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`analytics:${world.entity.id}`])
  expect(await bringUpToDate(world.entity, 1, 50)).toBe(1)
  await rows.query('COMMIT')
  expect(await bringUpToDate(world.entity, 1, 5_000)).toBe(0)
})

/** The table of docs/metrics.md, told to the product. */
async function tellTheExample(): Promise<void> {
  const on = (text: string) => new Date(text)
  const sale = async (name: string, amount: bigint, seller: string, paidAt: Date) => {
    await world.tell(plainPayment(world, name, { amount, paidAt, metadata: { seller } }))
    await world.settle({ kind: 'charge', id: `ch_${name}` })
  }
  await sale('a', 10_000n, 'acct_nordic', on('2026-10-05T10:00:00Z'))
  await sale('b', 30_000n, 'acct_nordic', on('2026-10-20T10:00:00Z'))
  await sale('c', 20_000n, 'acct_luna', on('2026-10-20T11:00:00Z'))
  await sale('d', 5_000n, 'acct_luna', on('2026-10-31T23:30:00Z'))
  const takenBack = async (name: string, batch: MirrorBatch) => {
    await world.tell(batch)
    await world.settle({ kind: 'charge', id: `ch_${name}` })
  }
  await takenBack('b', refundOf(world, 'b', { part: '1', amount: 6_000n, at: on('2026-10-25T10:00:00Z') }))
  await takenBack('a', refundOf(world, 'a', { part: '1', amount: 10_000n, at: on('2026-11-03T10:00:00Z') }))
  const disputed = disputeOf(world, 'c', { amount: 20_000n, status: 'lost' })
  await takenBack('c', {
    dispute: (disputed.dispute ?? []).map((one) => ({ ...one, createdAt: on('2026-10-28T10:00:00Z') })),
    balance_transaction: [cash(world, 'du_c', { category: 'dispute', amount: -20_000n, fee: 1_500n })],
  })
  await payout('po_1', 'acct_nordic', 8_000n, 'paid', on('2026-10-10T00:00:00Z'), on('2026-10-12T00:00:00Z'))
  await payout('po_2', 'acct_nordic', 24_000n, 'failed', on('2026-10-26T00:00:00Z'), on('2026-10-28T00:00:00Z'))
  await payout('po_3', 'acct_luna', 16_000n, 'paid', on('2026-10-27T00:00:00Z'), on('2026-10-28T00:00:00Z'))
  const [luna] = await world.rows<{ id: string }>(`SELECT id FROM seller WHERE stripe_account = 'acct_luna'`)
  const { id: entity_id } = world.entity
  await rows.insert('adjustment', {
    id: 'adj_1',
    entity_id,
    seller_id: luna?.id,
    amount_minor: '-2500',
    open_minor: '2500',
    recurs: '',
    posted_at: NOW,
    reason: 'advertising',
  })
}

async function payout(
  id: string,
  account: string,
  amount: bigint,
  status: string,
  created: Date,
  arrival: Date,
): Promise<void> {
  await rows.insert('payout', {
    entity_id: world.entity.id,
    account,
    id,
    status,
    amount_minor: amount.toString(),
    currency: 'usd',
    failure_code: status === 'failed' ? 'account_closed' : '',
    created_at: created,
    arrival_at: arrival,
  })
}
