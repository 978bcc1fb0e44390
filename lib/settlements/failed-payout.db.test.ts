import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { getSeller } from '#lib/sellers/get-seller.ts'
import { failedPayoutOf } from './failed-payout.ts'
import { aWorld, type World } from './testing-world.ts'

afterAll(closeDatabase)

const payout = (world: World, id: string, day: string, status: string) => {
  const createdAt = new Date(`${day}T03:00:00Z`)
  return world.tell({
    payout: [
      {
        account: 'acct_nordic',
        asOf: createdAt,
        raw: `${id} ${status}`,
        createdAt,
        id,
        status,
        amountMinor: 8_000n,
        currency: 'usd',
        automatic: true,
        method: 'standard',
        arrivalAt: createdAt,
        reconciliationStatus: 'completed',
        balanceTransactionId: `txn_${id}`,
        failureBalanceTransactionId: '',
        failureCode: status === 'failed' ? 'account_closed' : '',
        traceId: '',
        traceStatus: '',
        destinationId: 'ba_1',
        originalPayoutId: '',
        reversedById: '',
      },
    ],
  })
}

test('a seller’s payout that came back is told until a later one goes through', async () => {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic' })
  const told = () => world.work((tx) => failedPayoutOf(tx, 'acct_nordic'))
  await payout(world, 'po_1', '2026-11-10', 'paid')
  expect(await told()).toBeNull()
  await payout(world, 'po_2', '2026-11-12', 'failed')
  expect(await told()).toEqual({
    id: 'po_2',
    amount: { minor: '8000', currency: 'USD' },
    why: 'account closed',
    on: '2026-11-12',
  })
  await payout(world, 'po_3', '2026-11-14', 'paid')
  expect(await told()).toBeNull()
})

test('who bears a negative balance and Stripe’s fees is what Stripe said last; silence changes nothing', async () => {
  const world = await aWorld()
  const asOf = (day: number) => new Date(Date.UTC(2026, 10, day))
  const payers = () => world.work((tx) => getSeller(tx, 'acct_nordic'))
  await world.tellSeller({ id: 'acct_nordic', lossesPayer: 'application', feesPayer: 'account', asOf: asOf(2) })
  await world.tellSeller({ id: 'acct_nordic', asOf: asOf(3) })
  expect(await payers()).toMatchObject({ lossesPayer: 'application', feesPayer: 'account' })
  await world.tellSeller({ id: 'acct_nordic', lossesPayer: 'stripe', feesPayer: 'account', asOf: asOf(4) })
  expect(await payers()).toMatchObject({ lossesPayer: 'stripe' })
})
