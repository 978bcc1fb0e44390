import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { aWorld, NOW, plainPayment, type World } from '#lib/settlements/testing-world.ts'
import { auditFees } from './fee-audit.ts'
import { agreePrice, listPrices } from './fee-price.ts'
import { foundMoney } from './found-money.ts'
import { priceInput } from './found-schema.ts'

afterAll(closeDatabase)

const MONTH = '2026-11'

const actorOf = (world: World): Actor => ({
  personId: 'per_olu',
  email: 'olu@example.test',
  name: 'Olu',
  roles: ['operator'],
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: 'per_olu' },
  requestId: 'req_1',
})

const agree = (world: World, price: Partial<Parameters<typeof agreePrice>[1]>) =>
  inTransaction(world.scope, (tx) =>
    agreePrice(tx, {
      actor: actorOf(world),
      method: '',
      currency: 'USD',
      bps: 290,
      fixedMinor: 30n,
      capMinor: null,
      fromOn: '2026-01-01',
      at: NOW,
      ...price,
    }),
  )

async function pay(world: World, name: string, sale: { amount: bigint; fee: bigint }, method = 'card'): Promise<void> {
  const batch = plainPayment(world, name, sale)
  const raw = JSON.stringify({ payment_method_details: { [method]: { type: 'else' }, type: method } })
  await world.tell({ ...batch, charge: (batch.charge ?? []).map((charge) => ({ ...charge, raw })) })
}

test('each fee is compared with the price of its method and day, and never netted with another', async () => {
  const world = await aWorld()
  await agree(world, {})
  await agree(world, { method: 'us_bank_account', bps: 80, fixedMinor: 0n, capMinor: 500n })
  await agree(world, { bps: 100, fixedMinor: 0n, fromOn: '2026-12-01' })
  await pay(world, 'right', { amount: 10_000n, fee: 320n })
  await pay(world, 'over', { amount: 10_000n, fee: 350n })
  await pay(world, 'under', { amount: 10_000n, fee: 300n })
  await pay(world, 'capped', { amount: 100_000n, fee: 500n }, 'us_bank_account')
  const audit = await world.work((tx) => auditFees(tx, world.entity, MONTH))
  const usd = (minor: string) => ({ minor, currency: 'USD' })
  expect(audit.rows).toEqual([
    {
      method: 'card',
      currency: 'USD',
      count: 3,
      unpriced: 0,
      charged: usd('970'),
      expected: usd('960'),
      over: usd('30'),
      under: usd('20'),
      overCount: 1,
    },
    {
      method: 'us_bank_account',
      currency: 'USD',
      count: 1,
      unpriced: 0,
      charged: usd('500'),
      expected: usd('500'),
      over: usd('0'),
      under: usd('0'),
      overCount: 0,
    },
  ])
  expect(audit.deviations.map(({ chargeId }) => chargeId)).toEqual(['ch_over', 'ch_under'])
  expect(await world.work((tx) => foundMoney(tx, audit))).toMatchObject([
    { class: 'stripe_fee', count: 1, found: usd('30'), recovered: usd('0') },
  ])
})

test('a payment without an agreed price is counted and not judged', async () => {
  const world = await aWorld()
  await pay(world, 'a', { amount: 10_000n, fee: 9_999n })
  const { rows, deviations } = await world.work((tx) => auditFees(tx, world.entity, MONTH))
  expect(rows).toMatchObject([{ count: 1, unpriced: 1, over: { minor: '0' } }])
  expect(deviations).toEqual([])
})

test('a price is read as people write it, and the same day again replaces it', async () => {
  const asked = { method: 'card', currency: 'USD', percent: '2,9', fixedMinor: '30', fromOn: '2026-01-01' }
  expect(priceInput.parse(asked)).toMatchObject({ bps: 290, fixedMinor: 30n, capMinor: null })
  expect(priceInput.parse({ ...asked, percent: '0.25' }).bps).toBe(25)
  expect(priceInput.safeParse({ ...asked, percent: '2.999' }).success).toBe(false)
  const world = await aWorld()
  await agree(world, { bps: 310 })
  await agree(world, { bps: 290 })
  expect(await world.work(listPrices)).toMatchObject([{ bps: 290, fixed: { minor: '30' } }])
})

test('what a seller still holds of a refunded share is found money', async () => {
  const world = await aWorld()
  await world.work(async (tx) => {
    await tx.exec(
      `INSERT INTO variance (id, entity_id, livemode, class, subject_kind, subject_id, seller_id, currency, amount_minor, happened_on, summary,
                             evidence, state, found_at)
       SELECT 'var_' || v.class || v.state || $1, $1, $2, v.class, 'transfer', v.class || v.state, 'sel_1', 'USD', v.minor, '2026-11-01', 'x',
              '[]', v.state, now()
         FROM (VALUES ('duplicate_transfer', 'open', 800), ('duplicate_transfer', 'resolved', 500), ('wrong_commission', 'in_progress', 70),
                      ('wrong_commission', 'open', -40), ('wrong_application_fee', 'explained', -9)) AS v (class, state, minor)`,
      [tx.scope.entityId, tx.scope.livemode],
    )
  })
  const found = await world.work((tx) => foundMoney(tx, { rows: [], deviations: [] }))
  expect(
    found
      .map((row) => [row.class, row.count, row.found.minor, row.pursued.minor, row.recovered.minor].join(' '))
      .sort(),
  ).toEqual(['commission 1 0 70 0', 'duplicate_transfer 2 800 0 500'])
})
