import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { deliverMessages } from '#lib/messages/deliver.ts'
import { jira } from '#lib/messages/trackers/jira.ts'
import { fakeJira } from '#lib/messages/trackers/testing/fake-jira.ts'
import {
  type FakeServer,
  PROJECT,
  serve,
  TOKEN,
  USER,
  type Vendor,
} from '#lib/messages/trackers/testing/fake-server.ts'
import type { Tracker } from '#lib/messages/trackers/tracker.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { getTicket } from './get-ticket.ts'
import { closeTickets, openTicket } from './open-ticket.ts'
import { commentTicket } from './plan-ticket.ts'
import { pollTracker } from './poll-tracker.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { trackerCouriers } from './tracker-couriers.ts'
import { wakePoll } from './wake-poll.ts'

Object.assign(process.env, {
  TICKET_SYSTEM: 'jira',
  TICKET_URL: 'https://acme.atlassian.net',
  TICKET_USER: USER,
  TICKET_TOKEN: TOKEN,
  TICKET_PROJECT: PROJECT,
  TICKET_WEBHOOK_SECRET: 'a secret of the webhook',
})

let present = Date.parse('2026-11-20T12:00:00Z')
const at = () => new Date(present)
const HOUR = 3_600_000

let entity: Entity
let server: FakeServer
let vendor: Vendor
let tracker: Tracker
let serial = 0

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_tracker',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: at(),
    automaticSince: null,
    at: at(),
  })
})
beforeEach(async () => {
  vendor = fakeJira()
  server = await serve(vendor)
  tracker = jira({ url: server.url, user: USER, token: TOKEN, project: PROJECT })
})
afterEach(async () => {
  await server.close()
  await work((tx) => tx.exec("UPDATE ticket_remote SET category = 'gone'"))
})
afterAll(closeDatabase)

const work = <T>(run: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), run)
const olu = () => ({ actor: { personId: 'per_olu', name: 'Olu', roles: ['operator'] }, requestId: 'req_t', at: at() })
const deliver = () => deliverMessages({ entity, couriers: trackerCouriers(entity, tracker), present: at })
const poll = () => {
  present += HOUR
  return pollTracker({ entity, tracker, at: at() })
}
const opened = async () => {
  serial += 1
  const ticket = {
    subjectKind: 'payout',
    subjectId: `po_${serial}`,
    code: 'off',
    title: `po_${serial} is off`,
    action: 'Look.',
  }
  return (await work((tx) => openTicket(tx, ticket, at()))).ticketId
}
const now = async (id: string) => {
  const found = await work((tx) => getTicket(tx, id))
  if (found === null) throw new Error(id)
  return {
    state: found.ticket.state,
    resolution: found.ticket.resolution,
    remote: found.remote,
    said: found.entries.map(({ body }) => body),
  }
}

test('a ticket is told to the tracker with what is said about it, and what becomes of it there is read back', async () => {
  const id = await opened()
  await work((tx) => commentTicket(tx, id, 'The bank answers tomorrow.', olu()))
  await deliver()
  present += HOUR
  await deliver()
  expect(vendor.seen()).toMatchObject({
    issues: [`po_${serial} is off`],
    comments: [expect.stringContaining('The bank answers')],
  })
  expect((await now(id)).remote).toMatchObject({ remoteKey: 'FIN-1', category: 'open', error: '' })

  vendor.work('start')
  expect(await poll()).toBe(1)
  expect(await now(id)).toMatchObject({ state: 'open', remote: { status: 'In Progress', category: 'in_progress' } })
  vendor.work('finish')
  await poll()
  expect(await now(id)).toMatchObject({ state: 'resolved', resolution: 'Done in Jira (FIN-1).' })
  vendor.work('start')
  present += 6 * HOUR
  await poll()
  const again = await now(id)
  expect([again.state, again.said[0]]).toEqual(['in_progress', 'FIN-1 is “In Progress” now; was “Done”.'])
  await deliver()
  expect(vendor.seen().comments).toHaveLength(1)
})

test('what is resolved here is finished there, once, and comes back as no news', async () => {
  const id = await opened()
  await deliver()
  await work((tx) => resolveTicket(tx, id, 'A fee of the bank.', olu()))
  await deliver()
  const told = await now(id)
  expect(told.remote).toMatchObject({ status: 'Done', category: 'done' })
  expect(vendor.seen().comments).toEqual([expect.stringContaining('A fee of the bank.')])
  present += 6 * HOUR
  expect(await poll()).toBe(1)
  expect((await now(id)).said).toEqual(told.said)

  const gone = { subjectKind: 'payout', subjectId: `po_${serial}`, stillOpen: [] }
  await work((tx) => closeTickets(tx, gone, at()))
  expect((await now(id)).resolution).toBe('A fee of the bank.')
})

test('an answer that got lost makes no second issue', async () => {
  server.mood = 'answers get lost'
  const id = await opened()
  await deliver()
  server.mood = 'well'
  await deliver()
  expect((await now(id)).remote).toBeNull()
  present += HOUR
  await deliver()
  expect(vendor.seen().issues).toHaveLength(1)
  expect((await now(id)).remote).toMatchObject({ remoteKey: 'FIN-1' })
})

test('a tracker that wants a pause is left alone, and the ticket says why it is not up to date', async () => {
  const ids = [await opened(), await opened()]
  await deliver()
  server.mood = 'busy'
  expect(await poll()).toBe(0)
  const errors = await Promise.all(ids.map(async (id) => (await now(id)).remote?.error ?? ''))
  expect(errors.filter((error) => error.startsWith('429'))).toHaveLength(1)
  server.mood = 'well'
  expect(await pollTracker({ entity, tracker, at: at() })).toBe(0)
  expect(await poll()).toBe(2)
})

test('a signed webhook has the ticket read at once, an unsigned one nothing', async () => {
  const id = await opened()
  await deliver()
  const remoteId = (await now(id)).remote?.remoteId ?? ''
  vendor.work('finish')
  expect(await pollTracker({ entity, tracker, at: at() })).toBe(0)
  const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { id: remoteId } })
  const signature = createHmac('sha256', 'a secret of the webhook').update(body).digest('hex')
  await expect(wakePoll({ headers: new Headers(), body, at: at() })).rejects.toMatchObject({ status: 401 })
  expect(await pollTracker({ entity, tracker, at: at() })).toBe(0)
  await wakePoll({ headers: new Headers({ 'x-hub-signature': `sha256=${signature}` }), body, at: at() })
  expect(await pollTracker({ entity, tracker, at: at() })).toBe(1)
  expect((await now(id)).state).toBe('resolved')
})
