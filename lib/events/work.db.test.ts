import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { assertNoTransaction, closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchObject, fetchPage } from '#lib/providers/stripe/fetch.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make as makeAt } from '#lib/stripe-sandbox/testing/make.ts'
import type { Dispatch, MirrorChange } from './mirror.ts'
import { ATTEMPTS_MAX } from './model.ts'
import { replayEvents } from './replay-event.ts'
import { deliver, entityOf, eventText, inbox } from './testing.ts'
import { workInbox } from './work.ts'

let sandbox: Sandbox
let entity: Entity
let superuser: pg.Client
let told: MirrorChange[] = []

const dispatch: Dispatch = async (_, changes) => void told.push(...changes)
const work = (options: { dispatch?: Dispatch; at?: Date } = {}) =>
  workInbox({ entity, at: options.at ?? clock.now(), dispatch: options.dispatch ?? dispatch })
const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)
const states = async () => Object.fromEntries((await inbox(entity)).map(({ id, state }) => [id, state]))

const make = (path: string, params: object = {}) => makeAt(sandbox)(path, params)

async function heldCustomer(id: unknown): Promise<string | undefined> {
  const { rows } = await superuser.query<{ name: string }>('SELECT name FROM customer WHERE id = $1', [id])
  return rows[0]?.name
}

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'empty', end: '2026-11-20', frozen: true })
  entity = await entityOf(sandbox)
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
})

beforeEach(async () => {
  told = []
  await superuser.query(
    'TRUNCATE stripe_event, customer, charge, balance_transaction, payment_intent, invoice, mirror_object',
  )
})

afterAll(async () => {
  await superuser.end()
  await sandbox.close()
  await closeDatabase()
})

describe('the newest state wins', () => {
  test.each([
    ['in order', ['old', 'new']],
    ['the other way round', ['new', 'old']],
  ])('when events arrive %s', async (_, order) => {
    const now = sandbox.world.now()
    const created = { old: now - 20, new: now - 10 } as Record<string, number>
    const customer = await make('customers', { name: 'new' })
    for (const name of order) {
      await deliver(
        eventText({
          id: `evt_${name}`,
          type: 'customer.updated',
          object: { ...customer, name },
          created: created[name] ?? 0,
        }),
      )
      await work()
    }
    expect(await heldCustomer(customer.id)).toBe('new')
  })

  test.each([
    ['together', true],
    ['one after the other', false],
  ])('when two events of one second arrive %s, in either order', async (_, isTogether) => {
    const created = sandbox.world.now() - 10
    for (const order of [
      ['first', 'second'],
      ['second', 'first'],
    ]) {
      const customer = await make('customers', { name: 'second' })
      const texts = order.map((name) => eventText({ type: 'customer.updated', object: { ...customer, name }, created }))
      if (isTogether) await deliver(...texts)
      for (const text of texts) {
        if (!isTogether) await deliver(text)
        await work()
      }
      expect(await heldCustomer(customer.id)).toBe('second')
    }
  })

  test('when a newer event is written between reading and writing', async () => {
    const now = sandbox.world.now()
    const customer = await make('customers', { name: 'newest' })
    await deliver(
      eventText({
        id: 'evt_slow',
        type: 'customer.updated',
        object: { ...customer, name: 'stale' },
        created: now - 20,
      }),
    )
    // Another worker's write commits while this one is about to write: the row is there and newer.
    await superuser.query(`CREATE OR REPLACE FUNCTION overtake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.state = 'mirrored' AND NOT EXISTS (SELECT FROM customer) THEN
        INSERT INTO customer (entity_id, livemode, account, id, name, email, created_at, as_of, raw)
        VALUES (NEW.entity_id, NEW.livemode, NEW.account, NEW.object_id, 'overtook', '', NEW.occurred_at, NEW.occurred_at + interval '5 s', '{}');
      END IF; RETURN NEW; END $$`)
    await superuser.query(
      'CREATE TRIGGER overtake BEFORE UPDATE ON stripe_event FOR EACH ROW EXECUTE FUNCTION overtake()',
    )
    try {
      await work()
    } finally {
      await superuser.query('DROP TRIGGER overtake ON stripe_event')
    }
    expect(await heldCustomer(customer.id)).not.toBe('stale')
  })
})

describe('an event', () => {
  test('of another version is asked for again', async () => {
    const customer = await make('customers', { name: 'as asked' })
    const stale = { ...customer, name: 'as told in another version' }
    await deliver(
      eventText({ type: 'customer.updated', object: stale, created: sandbox.world.now(), api_version: '2020-08-27' }),
    )
    await work()
    expect(await heldCustomer(customer.id)).toBe('as asked')
  })

  test('about an object Stripe does not know is parked, tells nobody, and can be tried again', async () => {
    const charge = {
      id: 'ch_gone',
      object: 'charge',
      amount: 100,
      currency: 'usd',
      created: 1,
      status: 'succeeded',
      balance_transaction: 'txn_gone',
    }
    await deliver(eventText({ id: 'evt_gone', type: 'charge.succeeded', object: charge, created: sandbox.world.now() }))
    await work()
    expect(await inbox(entity)).toMatchObject([
      { state: 'parked', outcome: expect.stringContaining('Stripe does not know this object') },
    ])
    expect(told).toEqual([])

    const events = [{ account: entity.stripeAccount, id: 'evt_gone' }]
    await inTransaction(SYSTEM(entity), (tx) => replayEvents(tx, { actor: SYSTEM_ACTOR, events, at: clock.now() }))
    expect(await states()).toEqual({ evt_gone: 'received' })
  })

  test.each([
    ['an unknown type', { id: 'x_1', object: 'climate.order' }, 'test.climate'],
    ['an object without an id', { object: 'charge', amount: 1 }, 'charge.updated'],
    ['a balance', { object: 'balance', available: [] }, 'balance.available'],
    [
      'a balance transaction, which no event may bring',
      { id: 'txn_1', object: 'balance_transaction', amount: 5, fee: 0, net: 5, currency: 'usd', created: 1 },
      'test.forged',
    ],
  ])('with %s is kept and ignored', async (_, object, type) => {
    await deliver(eventText({ id: 'evt_odd', type, object, created: sandbox.world.now() }))
    await work()
    expect(await states()).toEqual({ evt_odd: 'ignored' })
    expect(told).toEqual([])
  })

  test.each([
    ['a fractional amount', { amount: 1.5 }],
    ['an amount beyond what JSON carries', { amount: 1e30 }],
    ['no amount', { amount: null }],
    ['a broken currency', { currency: 'dollars' }],
    ['a broken instant', { created: 'yesterday' }],
  ])('with %s is asked for, and parked when Stripe has nothing better', async (_, fault) => {
    const intent = {
      id: 'pi_odd',
      object: 'payment_intent',
      amount: 100,
      currency: 'usd',
      created: 1,
      status: 'canceled',
      ...fault,
    }
    await deliver(
      eventText({ id: 'evt_odd', type: 'payment_intent.canceled', object: intent, created: sandbox.world.now() }),
    )
    await work()
    expect(await states()).toEqual({ evt_odd: 'parked' })
  })

  test.each([
    ['zero', { amount: 0 }],
    ['a negative amount', { amount: -5 }],
    ['an unknown currency', { currency: 'zzz' }],
    ['zero characters and half surrogates', { metadata: { 'k\u0000': 'v\u0000 \ud800' }, transfer_group: '\u0000' }],
  ])('with %s is kept as it is', async (_, oddity) => {
    const intent = {
      id: 'pi_odd',
      object: 'payment_intent',
      amount: 100,
      currency: 'usd',
      created: 1,
      status: 'canceled',
      ...oddity,
    }
    await deliver(
      eventText({ id: 'evt_odd', type: 'payment_intent.canceled', object: intent, created: sandbox.world.now() }),
    )
    await work()
    expect(await states()).toEqual({ evt_odd: 'mirrored' })
  })

  test('that fails spoils nothing beside it, waits longer each time, and is failed in the end', async () => {
    const [good, bad] = [await make('customers', { name: 'good' }), await make('customers', { name: 'bad' })]
    const created = sandbox.world.now()
    await deliver(
      eventText({ id: 'evt_good', type: 'customer.created', object: good, created }),
      eventText({ id: 'evt_poor', type: 'customer.created', object: bad, created }),
    )
    const complaints = vi.spyOn(log, 'error').mockImplementation(() => {})
    const refusing: Dispatch = async (_, changes) => {
      if (changes.some(({ id }) => id === bad.id)) throw new Error('no use for it')
    }
    await work({ dispatch: refusing })
    expect(await states()).toEqual({ evt_good: 'mirrored', evt_poor: 'received' })
    expect(await work({ dispatch: refusing })).toBe(0)

    for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
      expect(await work({ dispatch: refusing, at: later(7_200 * attempt) })).toBe(1)
    }
    expect(await inbox(entity)).toMatchObject([
      { state: 'mirrored' },
      { state: 'failed', outcome: expect.stringContaining('no use for it') },
    ])
    expect(await heldCustomer(bad.id)).toBeUndefined()
    expect(complaints).toHaveBeenCalledTimes(ATTEMPTS_MAX)
    complaints.mockRestore()
  })

  test('whose lease somebody else took is left to them', async () => {
    const customer = await make('customers', { name: 'mine' })
    await deliver(eventText({ id: 'evt_1', type: 'customer.created', object: customer, created: sandbox.world.now() }))
    const robbed: Dispatch = async () => {
      throw new Error('never reached')
    }
    await superuser.query(`CREATE OR REPLACE FUNCTION rob() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.lease_token <> '' THEN NEW.lease_token := 'job_other'; END IF; RETURN NEW; END $$`)
    await superuser.query('CREATE TRIGGER rob BEFORE UPDATE ON stripe_event FOR EACH ROW EXECUTE FUNCTION rob()')
    try {
      await work({ dispatch: robbed })
    } finally {
      await superuser.query('DROP TRIGGER rob ON stripe_event')
    }
    expect(await states()).toEqual({ evt_1: 'received' })
    expect(await heldCustomer(customer.id)).toBeUndefined()
    expect(await work({ at: later(200) })).toBe(1)
    expect(await states()).toEqual({ evt_1: 'mirrored' })
  })
})

test('two workers share the inbox: each event is dispatched once', async () => {
  const created = sandbox.world.now()
  const texts = Array.from({ length: 120 }, (_, index) =>
    eventText({
      type: 'customer.created',
      object: { id: `cus_${index}`, object: 'customer', created, name: `${index}` },
      created,
    }),
  )
  await deliver(...texts)
  const toTheEnd = async () => {
    while ((await work()) > 0);
  }
  await Promise.all([toTheEnd(), toTheEnd()])

  expect(told.map(({ id }) => id).sort()).toEqual(Array.from({ length: 120 }, (_, index) => `cus_${index}`).sort())
  expect(new Set(Object.values(await states()))).toEqual(new Set(['mirrored']))
})

test('a paid charge brings its balance transaction, asked for outside any transaction', async () => {
  const intent = await make('payment_intents', {
    amount: '2500',
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: 'true',
  })
  const { wire: charge } = await fetchObject(callerFor(entity), 'charge', String(intent.latest_charge))
  await deliver(eventText({ type: 'charge.succeeded', object: charge, created: sandbox.world.now() }))
  await work()

  expect(told.map(({ kind }) => kind).sort()).toEqual(['balance_transaction', 'charge'])
  expect(() => assertNoTransaction('this test')).not.toThrow()
  const { rows } = await superuser.query('SELECT amount_minor::text, source_id FROM balance_transaction')
  expect(rows).toEqual([{ amount_minor: '2500', source_id: charge.id }])
})

test('an account becomes a seller’s facts only when Stripe knows it', async () => {
  const account = await make('accounts', { type: 'express', country: 'US', email: 'shop@example.test' })
  const created = sandbox.world.now()
  await deliver(
    eventText({ id: 'evt_known', type: 'account.updated', object: account, created, account: String(account.id) }),
    eventText({
      id: 'evt_made_up',
      type: 'account.updated',
      object: { id: 'acct_made_up', object: 'account' },
      created,
      account: 'acct_made_up',
    }),
  )
  await work()

  expect(await states()).toEqual({ evt_known: 'mirrored', evt_made_up: 'parked' })
  expect(told).toMatchObject([{ kind: 'account', id: account.id, row: { email: 'shop@example.test' } }])
})

test('a fee given back is read with its whole fee, and one Stripe does not know is parked', async () => {
  const seller = await make('accounts', { type: 'express', country: 'US' })
  await make('payment_intents', {
    amount: '2500',
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: 'true',
    application_fee_amount: '500',
    transfer_data: { destination: String(seller.id) },
  })
  const [fee] = (await fetchPage(callerFor(entity), 'application_fees', {}, '')).wires
  const refund = await make(`application_fees/${fee?.id}/refunds`, { amount: '200' })
  const created = sandbox.world.now()
  await deliver(
    eventText({ id: 'evt_known', type: 'application_fee.refund.updated', object: refund, created }),
    eventText({
      id: 'evt_made_up',
      type: 'application_fee.refund.updated',
      object: { ...refund, id: 'fr_made_up', fee: 'fee_made_up' },
      created,
    }),
  )
  await work()

  expect(await states()).toEqual({ evt_known: 'mirrored', evt_made_up: 'parked' })
  const { rows } = await superuser.query(
    'SELECT f.refunded_minor::text AS refunded, r.id FROM application_fee f JOIN application_fee_refund r ON r.fee_id = f.id',
  )
  expect(rows).toEqual([{ refunded: '200', id: refund.id }])
})
