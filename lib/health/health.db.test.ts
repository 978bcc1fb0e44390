import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { readHealth } from './read-health.ts'
import { readProgress } from './score-store.ts'
import { listSellersWithHealth } from './sellers/list-sellers.ts'
import { sellerTimeline } from './sellers/seller-timeline.ts'
import { AT, aHealthWorld, type HealthWorld, TODAY } from './testing.ts'
import { workHealth } from './work-health.ts'

let rows: Rows
let world: HealthWorld

beforeAll(async () => {
  rows = await openRows()
})
beforeEach(async () => {
  world = await aHealthWorld(rows)
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const work = (accounts: readonly string[] = []) =>
  workHealth({
    entity: world.entity,
    at: AT,
    news: accounts.map((account) => ({ kind: 'account', account, id: account })),
  })
const healthOf = (id: string) => world.work((tx) => readHealth(tx, id))
const component = async (id: string, key: string) => (await healthOf(id))?.components.find((one) => one.key === key)

const USUAL = { gross_minor: 10_000, orders: 2, payouts: 1 }

describe('everybody is scored', () => {
  test('once a week, with the weeks gone by before the first; again changes nothing', async () => {
    const well = await world.seller('acct_well')
    const ill = await world.seller('acct_ill')
    const fresh = await world.seller('acct_fresh', { account_created_at: '2026-11-10T00:00:00Z' })
    await world.days(well, 120, 2, USUAL)
    await world.days(ill, 120, 40, { ...USUAL, disputes: 1, payout_failures: 1 })
    await world.days(ill, 40, 2, { gross_minor: 1_000, refund_minor: 700, orders: 1, payout_failures: 1 })
    await work()
    expect((await healthOf(well))?.score).toBe(100)
    expect((await healthOf(well))?.history).toHaveLength(27)
    expect((await healthOf(ill))?.score).toBeLessThan(60)
    expect((await healthOf(fresh))?.history).toHaveLength(1)
    expect(await component(ill, 'volume_trend')).toMatchObject({ value: expect.stringMatching(/^−[789]\d %$/) })
    expect(await component(fresh, 'refund_rate')).toMatchObject({
      value: '',
      reason: 'No orders yet: it takes nothing.',
    })
    expect(await component(fresh, 'plan_trend')).toMatchObject({ reason: 'Not kept: it takes nothing.' })
    const count = () => world.rows('SELECT id FROM health_score')
    const before = await count()
    await work()
    expect(await count()).toEqual(before)
    expect(await world.work((tx) => readProgress(tx, new Date()))).toBeNull()
  })

  test('beside the marketplace’s own trend: who halves with everybody else loses nothing', async () => {
    const sellers = [await world.seller('acct_a'), await world.seller('acct_b'), await world.seller('acct_c')]
    for (const id of sellers) {
      await world.days(id, 115, 33, USUAL)
      await world.days(id, 33, 0, { ...USUAL, gross_minor: 5_000 })
    }
    await work()
    expect(await component(sellers[0] ?? '', 'volume_trend')).toMatchObject({ value: '0 %', lost: 0 })
  })
})

test('news about a seller is scored at once, and kept only when it changes something', async () => {
  const id = await world.seller('acct_news')
  await world.days(id, 30, 2, USUAL)
  await work()
  await work(['acct_news'])
  expect((await healthOf(id))?.history.map(({ cause }) => cause).at(-1)).toBe('week')
  await rows.query(`UPDATE seller SET disabled_reason = 'requirements.past_due' WHERE id = $1`, [id])
  await work(['acct_news'])
  expect(await component(id, 'requirements')).toMatchObject({ value: 'restricted', lost: 200, weight: 20 })
  expect((await healthOf(id))?.history.at(-1)).toMatchObject({ cause: 'event', score: 80 })
})

test('the list shows score, change and weeks, and is filtered by band in two statements', async () => {
  const well = await world.seller('acct_well')
  await world.seller('acct_bare', { disabled_reason: 'rejected.fraud' })
  await world.days(well, 100, 2, USUAL)
  await work()
  const statements: string[] = []
  const list = (query: object) =>
    world.work((tx) => {
      const sql: typeof tx.sql = (text, values) => {
        statements.push(text)
        return tx.sql(text, values)
      }
      return listSellersWithHealth({ ...tx, sql }, { limit: 10, ...query }, TODAY)
    })
  const all = await list({})
  expect(statements).toHaveLength(2)
  expect(all.rows.map(({ name, score, change, weeks }) => [name, score, change, weeks.length])).toEqual([
    ['Seller acct_bare', 80, expect.any(Number), 0],
    ['Seller acct_well', 100, 0, 13],
  ])
  expect((await list({ health: 'trouble' })).rows).toEqual([])
  expect((await list({ health: 'watch', q: 'bare' })).rows).toHaveLength(1)
})

test('what was said about a seller stays, and another entity sees none of it', async () => {
  const id = await world.seller('acct_well')
  await work()
  await expect(world.rows('UPDATE health_score SET score = 1 RETURNING id')).rejects.toThrow()
  const other = await aHealthWorld(rows)
  expect(await other.work((tx) => readHealth(tx, id))).toBeNull()
})

test('one timeline tells everything once, page by page, both ways', async () => {
  const id = await world.seller('acct_told')
  const own = { entity_id: world.entity.id, livemode: false }
  await world.days(id, 12, 2, { ...USUAL, refund_minor: 500, disputes: 1 })
  await rows.insert('payout', {
    ...own,
    account: 'acct_told',
    id: 'po_1',
    status: 'failed',
    failure_code: 'account_closed',
    amount_minor: 700,
    currency: 'usd',
    created_at: '2026-11-12T08:00:00Z',
  })
  await rows.insert('message', {
    ...own,
    id: 'msg_1',
    kind: 'mail.send',
    recipient: 'acct_told@seller.test',
    subject: 'Hello',
    state: 'sent',
    created_at: '2026-11-13T08:00:00Z',
  })
  await world.work((tx) =>
    placeHold(tx, { sellerId: id, reason: 'Documents are missing.', actor: SYSTEM_ACTOR, at: AT }),
  )
  const seller = { id, stripeAccount: 'acct_told', email: 'acct_told@seller.test' }
  const page = (way: object) =>
    world.work((tx) => sellerTimeline(tx, { seller, timeZone: 'Europe/Berlin', limit: 4, ...way }))
  const told: string[] = []
  let after: string | null = null
  do {
    const next = await page({ after })
    told.push(...next.rows.map(({ sentence }) => sentence))
    after = next.nextCursor
  } while (after !== null)
  expect(told).toHaveLength(33)
  expect(told[0]).toBe('Held Seller acct_told: Documents are missing.')
  expect(told).toContain('2 orders sold: 100.00 USD')
  expect(told).toContain('Refunded to buyers: 5.00 USD')
  expect(told).toContain('Payout to the seller’s bank, failed (account closed): 7.00 USD')
  expect(told).toContain('Mail, sent: Hello')
  const first = await page({})
  const second = await page({ after: first.nextCursor })
  expect((await page({ before: second.previousCursor })).rows).toEqual(first.rows)
})
