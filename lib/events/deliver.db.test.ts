import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import type { EventEnvelope } from '#lib/providers/stripe/verify-event.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { acceptDelivery } from './deliver.ts'
import { receiveEvent } from './receive-event.ts'
import { deliver, entityOf, eventText, inbox, signedRequest } from './testing.ts'

let sandbox: Sandbox
let entity: Entity
let superuser: pg.Client

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'empty', frozen: true })
  entity = await entityOf(sandbox)
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
})

beforeEach(async () => {
  await superuser.query('TRUNCATE stripe_event')
})

afterAll(async () => {
  await superuser.end()
  await sandbox.close()
  await closeDatabase()
})

const customer = (id: string, extra: object = {}) =>
  eventText({
    id,
    type: 'customer.created',
    object: { id: 'cus_1', object: 'customer', ...extra },
    created: 1_760_000_000,
  })
const answer = async (request: Request) => {
  const response = await acceptDelivery(request)
  return { status: response.status, body: await response.json() }
}
const nowSeconds = () => Math.floor(Date.now() / 1_000)

describe('a delivery', () => {
  test('is stored, then answered', async () => {
    expect(await answer(signedRequest(customer('evt_1')))).toEqual({ status: 200, body: { received: true } })
    expect(await inbox(entity)).toEqual([{ id: 'evt_1', type: 'customer.created', state: 'received', outcome: '' }])
  })

  test('is stored once, however often and at once it comes', async () => {
    const codes = await deliver(...Array.from({ length: 40 }, () => customer('evt_1')))
    expect(new Set(codes)).toEqual(new Set([200]))
    expect(await inbox(entity)).toHaveLength(1)
  })

  test('is kept byte for byte, with zero characters and half surrogate pairs', async () => {
    const text = customer('evt_1', { name: 'a\u0000b \ud800 ü' }).replace('"object":"event"', '"object" :\n "event"')
    expect(await deliver(text)).toEqual([200])
    const { rows } = await superuser.query<{ payload: Buffer }>('SELECT payload FROM stripe_event')
    expect(rows[0]?.payload.toString()).toBe(text)
  })

  test('is believed under any of the secrets', async () => {
    const request = signedRequest(customer('evt_1'), { secret: 'whsec_test_connect' })
    expect((await answer(request)).status).toBe(200)
  })

  test('of the platform carries the platform’s own account, of a seller the seller’s', async () => {
    const seller = eventText({
      id: 'evt_1',
      type: 'payout.paid',
      object: { object: 'payout' },
      created: 1,
      account: 'acct_s',
    })
    await deliver(seller, customer('evt_1'))
    const { rows } = await superuser.query('SELECT account FROM stripe_event ORDER BY account')
    expect(rows.map(({ account }) => account)).toEqual([entity.stripeAccount, 'acct_s'].sort())
  })

  test('of live money at a test installation is kept apart and left alone', async () => {
    expect(await deliver(customer('evt_1').replace('"livemode":false', '"livemode":true'))).toEqual([200])
    expect(await inbox(entity)).toEqual([])
    const { rows } = await superuser.query('SELECT livemode, state FROM stripe_event')
    expect(rows).toEqual([{ livemode: true, state: 'ignored' }])
  })
})

describe('a refused delivery', () => {
  const plain = (body: string, headers: Record<string, string> = {}) =>
    new Request('http://127.0.0.1/', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  test.each([
    ['no signature', () => plain(customer('evt_1')), 400, 'events.bad_signature'],
    [
      'a forged signature',
      () => signedRequest(customer('evt_1'), { secret: 'whsec_forged' }),
      400,
      'events.bad_signature',
    ],
    [
      'nonsense for a signature',
      () => plain(customer('evt_1'), { 'stripe-signature': 'v1=,t' }),
      400,
      'events.bad_signature',
    ],
    [
      'an old signature',
      () => signedRequest(customer('evt_1'), { timestamp: nowSeconds() - 400 }),
      400,
      'events.stale_signature',
    ],
    [
      'one of the future',
      () => signedRequest(customer('evt_1'), { timestamp: nowSeconds() + 400 }),
      400,
      'events.stale_signature',
    ],
    ['a truncated body', () => signedRequest(customer('evt_1').slice(0, 90)), 400, 'events.not_readable'],
    ['a list', () => signedRequest('[]'), 400, 'events.not_readable'],
    [
      'no object',
      () => signedRequest(customer('evt_1').replace('"object":{', '"thing":{')),
      400,
      'events.not_readable',
    ],
    ['an unreadable id', () => signedRequest(customer('evt\u0000')), 400, 'events.not_readable'],
    [
      'another content type',
      () => signedRequest(customer('evt_1'), { contentType: 'text/plain' }),
      415,
      'events.content_type',
    ],
    [
      'five megabytes',
      () => signedRequest(customer('evt_1', { name: 'x'.repeat(5_000_000) })),
      413,
      'events.too_large',
    ],
  ])('with %s says why and stores nothing', async (_, request, status, code) => {
    expect(await answer(request())).toMatchObject({ status, body: { error: { code } } })
    expect(await inbox(entity)).toEqual([])
  })

  test('that is too large is not read to its end', async () => {
    let chunks = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    const request = new Request('http://127.0.0.1/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect((await acceptDelivery(request)).status).toBe(413)
    expect(chunks).toBeLessThan(20)
  })

  test('because it could not be stored asks for another', async () => {
    await superuser.query('ALTER TABLE stripe_event RENAME TO stripe_event_away')
    try {
      const complaints = vi.spyOn(log, 'error').mockImplementation(() => {})
      expect(await answer(signedRequest(customer('evt_1')))).toMatchObject({
        status: 503,
        body: { error: { code: 'events.not_stored' } },
      })
      expect(complaints).toHaveBeenCalledOnce()
      complaints.mockRestore()
    } finally {
      await superuser.query('ALTER TABLE stripe_event_away RENAME TO stripe_event')
    }
  })
})

test('a row that cannot be stored fails alone', async () => {
  const envelope = (id: string): EventEnvelope => ({
    id,
    type: 'customer.created',
    account: '',
    apiVersion: '1',
    livemode: false,
    occurredAt: new Date(0),
    objectType: 'customer',
    objectId: '',
  })
  const arrive = (id: string) => receiveEvent({ entity, envelope: envelope(id), payload: Buffer.from('{}') })
  const results = await Promise.allSettled(['evt_1', 'evt_poison\u0000', 'evt_2', 'evt_2'].map(arrive))

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect((await inbox(entity)).map(({ id }) => id)).toEqual(['evt_1', 'evt_2'])
})

test('what arrives together is written together', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  await deliver(...Array.from({ length: 32 }, (_, index) => customer(`evt_${index}`)))
  const inserts = spy.mock.calls.filter(([text]) => String(text).startsWith('INSERT INTO stripe_event'))
  spy.mockRestore()

  expect(await inbox(entity)).toHaveLength(32)
  expect(inserts.length).toBeLessThan(10)
})
