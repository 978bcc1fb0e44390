import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClockForTest } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { platformAccount } from './account.ts'
import { callerFor } from './caller.ts'
import { fetchAll, fetchObject } from './fetch.ts'
import { createReversal, createTransfer, findReversal, findTransfer } from './transfers.ts'

const OLD = new Date(0)
let sandbox: Sandbox
let entity: { id: string; livemode: boolean; stripeAccount: string }
let seller = ''

async function paidCharge(amount: string): Promise<string> {
  const sale = { amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: 'true' }
  return String((await make(sandbox)('payment_intents', sale)).latest_charge)
}

async function plan(rules: object[]): Promise<void> {
  const response = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify({ rules }) })
  expect(response.status).toBe(200)
}

const order = async (proposal: string) => ({
  entity,
  amountMinor: 800n,
  currency: 'USD',
  destination: seller,
  sourceTransaction: await paidCharge('1000'),
  transferGroup: `ORD-${proposal}`,
  metadata: { tieout_proposal: proposal },
})

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'empty', end: '2026-11-20', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  setClockForTest(() => new Date(sandbox.world.now() * 1_000))
  entity = { id: 'ent_1', livemode: false, stripeAccount: (await platformAccount()).id }
  const account = { country: 'US', type: 'express', capabilities: { transfers: { requested: 'true' } } }
  seller = String((await make(sandbox)('accounts', account)).id)
})

afterEach(() => plan([]))

afterAll(async () => {
  await sandbox.close()
  await closeDatabase()
})

describe('a transfer', () => {
  test('succeeds once per key, with the amount to the cent', async () => {
    const input = await order('prp_once')
    const first = await createTransfer(input, { idempotencyKey: 'prp_once:1' })
    const again = await createTransfer(input, { idempotencyKey: 'prp_once:1' })

    expect(first).toMatchObject({
      outcome: 'succeeded',
      object: { amountMinor: 800n, currency: 'USD', destination: seller },
    })
    expect(again).toMatchObject({
      outcome: 'succeeded',
      object: { id: first.outcome === 'succeeded' && first.object.id },
    })
  })

  test.each([
    ['500_before', 'absent'],
    ['500_after', 'succeeded'],
    ['503', 'absent'],
    ['409', 'absent'],
    ['reset_after', 'succeeded'],
    ['truncated', 'succeeded'],
  ])('that meets a %s is unknown, and the look-up says %s', async (kind, found) => {
    const input = await order(`prp_${kind}`)
    await plan([{ match: { method: 'POST', path: '/v1/transfers' }, kind }])
    expect(await createTransfer(input, { idempotencyKey: `prp_${kind}:1` })).toMatchObject({ outcome: 'unknown' })
    await plan([])

    const sought = { ...input, metadataProposal: `prp_${kind}`, createdFrom: OLD }
    expect(await findTransfer(sought)).toMatchObject({ outcome: found })
  })

  test('that the rate limit refuses has failed, and may be tried again', async () => {
    await plan([{ match: { method: 'POST', path: '/v1/transfers' }, kind: '429' }])
    const sent = await createTransfer(await order('prp_429'), { idempotencyKey: 'prp_429:1' })
    expect(sent).toMatchObject({ outcome: 'failed', retryable: true, insufficient: false })
  })

  test('that the balance does not cover waits for funds', async () => {
    const input = { ...(await order('prp_poor')), sourceTransaction: '', amountMinor: 99_999_999n }
    const sent = await createTransfer(input, { idempotencyKey: 'prp_poor:1' })
    expect(sent).toMatchObject({ outcome: 'failed', insufficient: true, requestId: expect.stringMatching(/^req_/) })
  })

  test('to nobody has failed with Stripe’s words and request id', async () => {
    const sent = await createTransfer(
      { ...(await order('prp_no')), destination: 'acct_nobody' },
      { idempotencyKey: 'prp_no:1' },
    )
    expect(sent).toMatchObject({ outcome: 'failed', retryable: false, message: expect.stringContaining('acct_nobody') })
  })

  test('under a key that was used for something else is unknown', async () => {
    const input = await order('prp_mixed')
    await createTransfer(input, { idempotencyKey: 'prp_mixed:1' })
    const other = await createTransfer({ ...input, amountMinor: 700n }, { idempotencyKey: 'prp_mixed:1' })
    expect(other).toMatchObject({ outcome: 'unknown' })
  })

  test('is never sent from inside a database transaction', async () => {
    const input = await order('prp_inside')
    const send = inTransaction(SYSTEM(entity), () => createTransfer(input, { idempotencyKey: 'prp_inside:1' }))
    await expect(send).rejects.toThrow(/inside a database transaction/)
  })
})

test('a reversal is found by the proposal it was made for', async () => {
  const sent = await createTransfer(await order('prp_back'), { idempotencyKey: 'prp_back:1' })
  const transferId = sent.outcome === 'succeeded' ? sent.object.id : ''
  await plan([{ match: { method: 'POST' }, kind: 'reset_after' }])
  const input = { entity, transferId, amountMinor: 300n, metadata: { tieout_proposal: 'prp_reversal' } }
  expect(await createReversal(input, { idempotencyKey: 'prp_reversal:1' })).toMatchObject({ outcome: 'unknown' })
  await plan([])

  expect(await findReversal({ entity, transferId, metadataProposal: 'prp_reversal' })).toMatchObject({
    outcome: 'succeeded',
    object: { amountMinor: 300n, transferId },
  })
  expect(await findReversal({ entity, transferId, metadataProposal: 'prp_other' })).toEqual({ outcome: 'absent' })
})

describe('a read', () => {
  test.each(['429', 'lock_timeout', '503', '500_before'])('outlasts two answers of %s', async (kind) => {
    await plan([{ match: { method: 'GET' }, kind, count: 2 }])
    expect((await fetchObject(callerFor(entity), 'account', seller)).wire.id).toBe(seller)
  })

  test('of a list goes through every page', async () => {
    const expected: string[] = []
    for (let count = 0; count < 105; count += 1) expected.push(String((await make(sandbox)('customers', {})).id))
    const found = (await fetchAll(callerFor(entity), 'customers')).map(({ wire }) => String(wire.id))
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test('of what Stripe does not know says so', async () => {
    await expect(fetchObject(callerFor(entity), 'charge', 'ch_nothing')).rejects.toMatchObject({ kind: 'missing' })
    await expect(fetchObject(callerFor(entity, 'acct_x'), 'charge', 'ch_1')).rejects.toMatchObject({ kind: 'missing' })
  })
})
