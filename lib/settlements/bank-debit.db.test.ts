import { afterAll, expect, test } from 'vitest'
import type { MirrorBatch } from '#lib/events/mirror.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { sourcesDue } from './sources-due.ts'
import { cash, disputeOf, reversalOf, tellAndPost } from './testing-connect.ts'
import { aWorld, plainPayment, transferOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const SOURCE = { kind: 'charge', id: 'ch_a' } as const
const on = (day: string) => new Date(`${day}T12:00:00Z`)

/** A sale by SEPA debit on 10 November whose money is available on the 14th. */
function debit(world: World, status = 'succeeded'): MirrorBatch {
  const sale = plainPayment(world, 'a')
  const raw = `{"payment_method_details":{"type":"sepa_debit","sepa_debit":{}},"status":"${status}"}`
  return {
    ...sale,
    charge: (sale.charge ?? []).map((charge) => ({
      ...charge,
      status,
      raw,
      asOf: on(status === 'pending' ? '2026-11-10' : '2026-11-13'),
    })),
    balance_transaction: (sale.balance_transaction ?? []).map((one) => ({ ...one, availableOn: on('2026-11-14') })),
  }
}

async function aWorldWithDelay(debitDelayDays: number): Promise<World> {
  const world = await aWorld({ terms: { effectiveOn: '2020-01-01', debitDelayDays, rules: [{ percentBps: 2_000 }] } })
  await world.tellSeller({ id: 'acct_nordic' })
  return world
}

const share = async (world: World) =>
  (
    await world.rows(
      `SELECT state, reason, held_minor::int AS held, next_due_on::text AS due, transferred_minor::int AS paid FROM settlement_share
        WHERE entity_id = $1`,
      [world.entity.id],
    )
  )[0]

const proposals = (world: World) =>
  world.rows('SELECT kind, amount_minor::int AS amount FROM proposal WHERE entity_id = $1 ORDER BY id', [
    world.entity.id,
  ])

test('a share paid by bank debit is held until the contract’s day, and proposed on it', async () => {
  const world = await aWorldWithDelay(5)
  await world.tell(debit(world, 'pending'))
  expect(await world.settle(SOURCE, undefined, on('2026-11-11'))).toMatchObject({ kind: 'waiting' })
  await tellAndPost(world, debit(world))
  await world.settle(SOURCE, undefined, on('2026-11-18'))
  expect(await share(world)).toMatchObject({
    state: 'paused',
    reason: '80.00 USD were paid by bank debit, which may still fail: more is due on 2026-11-19.',
    held: 8_000,
    due: '2026-11-19',
  })
  expect(await world.work((tx) => sourcesDue(tx, '2026-11-18'))).toEqual([])
  expect(await world.work((tx) => sourcesDue(tx, '2026-11-19'))).toEqual([SOURCE])
  await world.settle(SOURCE, undefined, on('2026-11-19'))
  expect(await share(world)).toMatchObject({ state: 'proposed', held: 0, due: null })
  expect(await proposals(world)).toEqual([{ kind: 'transfer.create', amount: 8_000 }])
})

test('cards wait for nothing, and bank debits neither without such a contract', async () => {
  const cards = await aWorldWithDelay(5)
  await tellAndPost(cards, plainPayment(cards, 'a'))
  await cards.settle(SOURCE, undefined, on('2026-11-11'))
  const debits = await aWorldWithDelay(0)
  await tellAndPost(debits, debit(debits))
  await debits.settle(SOURCE, undefined, on('2026-11-11'))
  expect([await share(cards), await share(debits)]).toMatchObject([{ state: 'proposed' }, { state: 'proposed' }])
})

test('a debit that goes back after the transfer is clawed back like a refund, and what is reversed is recovered', async () => {
  const world = await aWorldWithDelay(0)
  await tellAndPost(world, debit(world))
  await tellAndPost(world, {
    ...transferOf(world, 'a', { amount: 8_000n }),
    balance_transaction: [cash(world, 'tr_a', { category: 'transfer', amount: -8_000n })],
  })
  await world.settle(SOURCE)
  const taken = cash(world, 'du_a', { category: 'dispute', amount: -10_000n, fee: 750n })
  const lost = disputeOf(world, 'a', { amount: 10_000n, status: 'lost', asOf: on('2026-11-16') })
  await tellAndPost(world, { ...lost, balance_transaction: [taken] })
  await world.settle(SOURCE)
  expect(await proposals(world)).toEqual([{ kind: 'transfer.reverse', amount: 8_000 }])
  expect(await owed(world)).toBe(-8_000n)

  await tellAndPost(world, reversalOf(world, 'a', { amount: 8_000n }))
  await world.settle(SOURCE)
  expect(await owed(world)).toBe(0n)
  expect(await share(world)).toMatchObject({ reason: '', paid: 0 })
})

async function owed(world: World): Promise<bigint> {
  const [row] = await world.rows<{ minor: bigint }>(
    `SELECT -balance_minor AS minor FROM ledger_account WHERE entity_id = $1 AND book = 'platform' AND code = 'seller_payable'`,
    [world.entity.id],
  )
  return row?.minor ?? 0n
}
