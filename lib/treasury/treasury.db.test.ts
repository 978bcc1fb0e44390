import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { addDays } from '#lib/entities/accounting-day.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { ACCURACY_HEADER, exportAccuracy } from './forecast/export-accuracy.ts'
import { exportForecast, FORECAST_HEADER } from './forecast/export-forecast.ts'
import { readAccuracy } from './forecast/read-accuracy.ts'
import { forecastCurrencies, readForecast } from './forecast/read-forecast.ts'
import { readOutlook } from './forecast/read-outlook.ts'
import { workForecast } from './forecast/work-forecast.ts'
import { nextPayoutOf } from './next-payout.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const FIRST = '2026-08-12'
const DAYS = 100

let entity: Entity
let rows: Rows

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Forecast',
    stripeAccount: 'acct_platform',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  for (let index = 0; index < DAYS; index += 1) {
    const day = addDays(FIRST, index)
    await transaction(`ch${index}`, 'charge', 10_000n + BigInt(index % 7) * 500n, 300n, day, addDays(day, 2))
    await transaction(`tr${index}`, 'transfer', -8_000n, 0n, day, day)
  }
})

afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

test('a day’s forecast is kept with what it was made from, and made again only when it is no longer fresh', async () => {
  expect(await workForecast(entity, AT)).toEqual(['USD'])
  expect(await workForecast(entity, new Date(AT.getTime() + 3_600_000))).toEqual([])

  const { currencies, forecast } = await read(SYSTEM(entity), async (tx) => ({
    currencies: await forecastCurrencies(tx),
    forecast: await readForecast(tx, 'USD'),
  }))
  expect(currencies).toEqual(['USD'])
  expect(forecast).toMatchObject({ madeOn: '2026-11-20', historyFrom: FIRST, currency: 'USD' })
  const [first] = forecast?.days ?? []
  // Yesterday's sale, less its fee, is the last that is known; it lands tomorrow.
  expect(first?.landedMinor).toBeGreaterThan(9_000n)
  expect(forecast?.models.map(({ kind }) => kind)).toEqual(['sales', 'fees', 'transfers'])
  expect(forecast?.days).toHaveLength(90)

  const kept = await rows.query<{ made_on: string; is_replay: boolean }>(
    `SELECT made_on::text, is_replay FROM settlement_forecast ORDER BY made_on`,
  )
  expect(kept.at(-1)).toEqual({ made_on: '2026-11-20', is_replay: false })
  expect(kept.filter((one) => one.is_replay).length).toBeGreaterThan(5)
  const [outlook] = await read(SYSTEM(entity), readOutlook)
  const month = forecast?.days[29]
  expect(outlook).toMatchObject({ currency: 'USD', on: month?.day, expected: { minor: `${month?.availableMinor}` } })
  const { forecasts, kinds } = await read(SYSTEM(entity), (tx) => readAccuracy(tx, 'USD'))
  expect(forecasts.map(({ isReplay }) => isReplay)).toEqual(forecasts.map(() => true))
  expect(forecasts.at(-1)?.days).toBe(6)
  // Every week is like the last.
  for (const { masePerMille, coveragePerMille } of kinds) expect([masePerMille, coveragePerMille]).toEqual([0, 1000])
  const [days] = await rows.query<{ count: number }>('SELECT count(*)::int AS count FROM treasury_day')
  expect(days?.count).toBe(3 * DAYS)
})

test('a forecast and how good forecasts were leave as files, a row per day with its interval', async () => {
  const actor = { scope: SYSTEM(entity) } as Actor
  const rows = (await Array.fromAsync(exportForecast(actor, { currency: 'usd', leaves: '', refunds: '1000' }))).flat()
  const forecast = await read(SYSTEM(entity), (tx) => readForecast(tx, 'USD'))
  expect(rows).toHaveLength(90)
  for (const row of rows) expect(row).toHaveLength(FORECAST_HEADER.length)
  const last = forecast?.days.at(-1)
  const usd = (minor = 0n) => plainDecimal({ minor: `${minor}`, currency: 'USD' })
  expect(rows.at(-1)?.slice(-4, -1)).toEqual([usd(last?.availableMinor), usd(last?.lowMinor), usd(last?.highMinor)])
  expect(await Array.fromAsync(exportForecast(actor, { currency: 'EUR', leaves: '', refunds: '1000' }))).toEqual([])

  const accuracy = (await Array.fromAsync(exportAccuracy(actor, ''))).flat()
  expect(accuracy.every((row) => row.length === ACCURACY_HEADER.length)).toBe(true)
  expect(accuracy.at(-1)).toEqual([
    'USD',
    '',
    'Transfers to sellers',
    'yes',
    expect.any(String),
    '0.000',
    '0.000',
    '1.000',
  ])
})

test('a seller’s next payout is what lands until it is made, to the unit, and the seller sees the same', async () => {
  const account = 'acct_seller'
  await rows.insert('seller', {
    id: 'sel_one',
    entity_id: entity.id,
    stripe_account: account,
    name: 'One',
    payouts_enabled: true,
  })
  await rows.insert('seller', {
    id: 'sel_two',
    entity_id: entity.id,
    stripe_account: 'acct_two',
    name: 'Two',
    payouts_enabled: false,
  })
  for (const madeOn of ['2026-11-17', '2026-11-18', '2026-11-19'])
    await rows.insert('payout', {
      entity_id: entity.id,
      account,
      id: `po_${madeOn}`,
      status: 'paid',
      currency: 'USD',
      automatic: true,
      created_at: `${madeOn}T00:00:00Z`,
      arrival_at: `${addDays(madeOn, 1)}T00:00:00Z`,
    })
  await transaction('sale', 'charge', 5_000n, 200n, '2026-11-19', '2026-11-21', account)
  await transaction('back', 'refund', -1_000n, 0n, '2026-11-20', '2026-11-20', account)
  await transaction('later', 'charge', 9_000n, 0n, '2026-11-20', '2026-11-25', account)
  const usd = (minor: string) => ({ minor, currency: 'USD' })

  const { payouts } = await nextPayoutOf(SYSTEM(entity), 'sel_one', AT)
  // Made on Saturday, booked on Monday.
  expect(payouts).toMatchObject([{ state: 'expected', amount: usd('3800'), arrivesOn: '2026-11-23' }])
  expect(payouts[0]?.parts.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
    { kind: 'refunds', amount: usd('-1000') },
    { kind: 'sales', amount: usd('4800') },
  ])
  expect(payouts[0]?.risks).toEqual([
    { kind: 'later_money', amount: usd('9000') },
    { kind: 'new_refunds', amount: null },
  ])
  const own = (sellerId: string) => ({ ...SYSTEM(entity), role: 'tieout_seller' as const, sellerId })
  expect(await nextPayoutOf(own('sel_one'), 'sel_one', AT)).toEqual({ payouts, reason: '' })
  expect(await nextPayoutOf(own('sel_two'), 'sel_one', AT)).toEqual({ payouts: [], reason: 'There is no such seller.' })
  expect((await nextPayoutOf(own('sel_two'), 'sel_two', AT)).reason).toContain('requirements are due')
})

async function transaction(
  id: string,
  category: string,
  amount: bigint,
  fee: bigint,
  day: string,
  availableOn: string,
  account = 'acct_platform',
) {
  await rows.insert('balance_transaction', {
    entity_id: entity.id,
    account,
    id: `txn_${id}`,
    type: category,
    reporting_category: category,
    amount_minor: amount.toString(),
    fee_minor: fee.toString(),
    net_minor: (amount - fee).toString(),
    currency: 'USD',
    balance_type: 'payments',
    source_id: id,
    created_at: `${day}T10:00:00Z`,
    available_on: `${availableOn}T00:00:00Z`,
    raw: '{}',
  })
}

test('what is open adds up to what the whole past does, whatever became of its payouts', async () => {
  const account = 'acct_random'
  await rows.insert('seller', {
    id: 'sel_random',
    entity_id: entity.id,
    stripe_account: account,
    payouts_enabled: true,
  })
  const random = seeded(7)
  const lineOf = async (id: string, payoutId: string, category: string, net: bigint) =>
    rows.insert('balance_transaction', {
      entity_id: entity.id,
      account,
      id: `txn_${id}`,
      type: category,
      reporting_category: category,
      amount_minor: net.toString(),
      net_minor: net.toString(),
      balance_type: 'payments',
      payout_id: payoutId,
      // What was paid out was there to be paid out.
      available_on: `2026-11-${10 + random(payoutId === '' ? 20 : 11)}T00:00:00Z`,
    })
  for (let nth = 0; nth < 40; nth += 1) {
    const id = `po_random${nth}`
    const count = 1 + random(4)
    const amounts = Array.from({ length: count }, () => BigInt(random(5_000) - 1_000))
    const [state, isDue] = [['tied', 'differs', 'waiting', 'failed'][random(4)] ?? '', random(4) === 0]
    const sum = amounts.reduce((left, right) => left + right, 0n)
    const isTied = state === 'tied' && !isDue
    for (const [index, net] of amounts.entries())
      await lineOf(`${id}_${index}`, id, ['charge', 'refund', 'fee'][random(3)] ?? '', net)
    await lineOf(id, id, 'payout', isTied ? -sum : -BigInt(random(5_000)))
    const created_at = `2026-10-01T00:00:${10 + nth}Z`
    await rows.insert('payout', { entity_id: entity.id, account, id, status: 'paid', created_at })
    // One in eight is not tied out at all.
    if (isTied || random(8) > 0)
      await rows.insert('payout_tie_out', {
        ...{ entity_id: entity.id, account, payout_id: id, mode: 'breakdown', state, is_due: isDue, created_at },
      })
  }
  for (let nth = 0; nth < 60; nth += 1)
    await lineOf(
      `open${nth}`,
      '',
      ['charge', 'transfer_reversal', 'dispute'][random(3)] ?? '',
      BigInt(random(9_000) - 500),
    )

  const { payouts } = await nextPayoutOf(SYSTEM(entity), 'sel_random', AT)
  const [past] = await rows.query<{ all: string; later: string }>(
    `SELECT sum(net_minor) FILTER (WHERE available_on < '2026-11-21Z') AS all, sum(net_minor) FILTER (WHERE available_on >= '2026-11-21Z') AS later
       FROM balance_transaction WHERE account = '${account}' AND balance_type = 'payments'`,
  )
  expect(payouts).toMatchObject([{ state: 'by_hand', amount: { minor: past?.all, currency: 'USD' } }])
  expect(payouts[0]?.risks.find(({ kind }) => kind === 'later_money')?.amount?.minor).toBe(past?.later)
  const sum = payouts[0]?.parts.reduce((total, { amount }) => total + BigInt(amount.minor), 0n)
  expect(`${sum}`).toBe(past?.all)
})

/** Numbers by chance that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
