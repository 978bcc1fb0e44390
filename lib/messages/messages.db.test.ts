import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import type { Courier, Couriers, Delivery } from './courier.ts'
import { deliverMessages } from './deliver.ts'
import { enqueueMessage, type NewMessage } from './enqueue-message.ts'
import { countMessages, getMessage, listMessages } from './list-messages.ts'
import { mailCourier } from './mail-courier.ts'
import { ATTEMPTS_MAX } from './model.ts'
import { messageExecutor, proposeMessage } from './propose-message.ts'
import { cancelMessage, retryMessage } from './settle-by-hand.ts'
import { LEASE_MS, leaseMessages } from './store.ts'
import { startSmtp } from './testing-smtp.ts'

const START = Date.parse('2026-11-20T12:00:00Z')
let present = START
const at = () => new Date(present)

let entity: Entity
beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_messages',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: at(),
    automaticSince: null,
    at: at(),
  })
})
afterAll(closeDatabase)
afterEach(async () => {
  await work((tx) =>
    tx.exec("UPDATE message SET state = 'canceled', lease_token = '', lease_until = NULL WHERE state <> 'sent'"),
  )
  present = START
})

const work = <T>(run: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), run)
const actor = { personId: 'per_olu', name: 'Olu', roles: ['operator'] }
const by = (messageId: string) => ({ messageId, actor, requestId: 'req_m', at: at() })

let keys = 0
const queue = async (changes: Partial<NewMessage> = {}) => {
  keys += 1
  const message = {
    kind: 'test',
    to: 'seller@example.test',
    subject: 'Your payout',
    body: 'It arrives on Monday.\n\n.A line with a dot in front.',
    subjectKind: 'payout',
    subjectId: 'po_1',
    onceKey: `test:${keys}`,
    ...changes,
  }
  return (await work((tx) => enqueueMessage(tx, message, at()))) ?? ''
}
const messageOf = async (id: string) => {
  const found = await work((tx) => getMessage(tx, id))
  if (found === null) throw new Error(id)
  return found
}
const deliver = (couriers: Couriers) => deliverMessages({ entity, couriers, present: at })

/** A courier that gives the answers a test wrote, and keeps what it was asked. */
function scripted(answers: Delivery[], more: Partial<Courier> = {}) {
  const asked: string[] = []
  const courier: Courier = {
    send: async ({ id }) => {
      asked.push(`send ${id}`)
      const answer = answers.shift()
      if (answer === undefined) throw new Error('nobody wrote an answer')
      return answer
    },
    ...more,
  }
  return { couriers: { test: courier }, asked }
}
const delivered = { outcome: 'delivered', remoteId: 'R-1', requestId: 'req-9' } as const

test('the same thing is queued once, sent once, and what follows is written with it', async () => {
  const id = await queue({ onceKey: 'test:once' })
  expect(await queue({ onceKey: 'test:once' })).toBe('')
  const seen: string[] = []
  const record = async () => void seen.push('recorded')
  const { couriers, asked } = scripted([{ ...delivered, record }])
  await Promise.all([deliver(couriers), deliver(couriers)])
  await deliver(couriers)
  expect([asked, seen]).toEqual([[`send ${id}`], ['recorded']])
  expect(await messageOf(id)).toMatchObject({
    state: 'sent',
    remoteId: 'R-1',
    requestId: 'req-9',
    attempts: 1,
    lastError: '',
  })
  await expect(work((tx) => retryMessage(tx, by(id)))).rejects.toThrow('has arrived')
})

test('what failed waits longer and longer, as long as the other side asks, and is given up in the end', async () => {
  const id = await queue()
  const other = await queue()
  const busy = {
    outcome: 'retry',
    message: '429 Too many requests',
    requestId: 'r',
    retryAfterMs: 300_000,
    everybody: true,
  } as const
  await deliver(scripted([busy, busy]).couriers)
  const waits = await Promise.all([id, other].map(async (one) => Date.parse((await messageOf(one)).dueAt) - present))
  expect(waits).toEqual([300_000, 300_000])
  const sameSide = await queue({ kind: 'shop.one' })
  const another = await queue({ kind: 'shop.two' })
  const elsewhere = await queue({ kind: 'mail.send' })
  await deliver({ 'shop.one': { send: async () => busy } })
  expect(Date.parse((await messageOf(another)).dueAt) - present).toBe(300_000)
  expect(Date.parse((await messageOf(elsewhere)).dueAt)).toBe(present)
  for (const one of [sameSide, another, elsewhere]) await work((tx) => cancelMessage(tx, by(one)))
  const none = scripted([])
  await deliver(none.couriers)
  expect(none.asked).toEqual([])
  await work((tx) => cancelMessage(tx, by(other)))
  for (let tries = 1; tries < ATTEMPTS_MAX; tries += 1) {
    present += 7 * 3_600_000
    await deliver(scripted([{ outcome: 'retry', message: '503' }]).couriers)
  }
  expect(await messageOf(id)).toMatchObject({ state: 'dead', attempts: ATTEMPTS_MAX, lastError: '503' })
  await work((tx) => retryMessage(tx, by(id)))
  await deliver(scripted([delivered]).couriers)
  const { state, tries } = await messageOf(id)
  expect([state, tries.length, tries[1]?.detail]).toEqual(['sent', ATTEMPTS_MAX + 2, 'Olu: Had it sent again.'])
})

test('a refusal is the end, and a message that waits can be canceled, not one that was', async () => {
  const id = await queue()
  await deliver(scripted([{ outcome: 'refused', message: '422 unusable', requestId: 'r-1' }]).couriers)
  expect(await messageOf(id)).toMatchObject({ state: 'dead', lastError: '422 unusable', requestId: 'r-1' })
  const waiting = await queue()
  await work((tx) => cancelMessage(tx, by(waiting)))
  await expect(work((tx) => cancelMessage(tx, by(waiting)))).rejects.toThrow('has ended')
  expect((await messageOf(waiting)).state).toBe('canceled')
})

test('an end nobody knows: unknown where nothing can be asked, asked where it can, repeated where it is done once', async () => {
  const lost = { outcome: 'unknown', message: 'the answer was lost' } as const
  const mute = await queue()
  await deliver(scripted([lost]).couriers)
  expect(await messageOf(mute)).toMatchObject({ state: 'unknown', isDoubtful: true })

  const found = await queue()
  const asks = scripted([lost], { lookUp: async () => delivered })
  await deliver(asks.couriers)
  present += 60_000
  await deliver(asks.couriers)
  expect([(await messageOf(found)).state, asks.asked.length]).toEqual(['sent', 1])

  const absent = await queue()
  const asksInVain = scripted([lost, delivered], { lookUp: async () => null })
  await deliver(asksInVain.couriers)
  present += 60_000
  await deliver(asksInVain.couriers)
  expect([(await messageOf(absent)).state, asksInVain.asked.length]).toEqual(['sent', 2])

  const once = await queue()
  const repeats = scripted([lost, delivered], { isIdempotent: true })
  await deliver(repeats.couriers)
  present += 60_000
  await deliver(repeats.couriers)
  expect([(await messageOf(once)).state, repeats.asked.length]).toEqual(['sent', 2])
})

test('a worker that dies in the middle never sends twice: its lease ends, and the rest is as after a lost answer', async () => {
  const mute = await queue()
  await leaseMessages(entity, ['test'], at(), 10)
  const early = scripted([])
  await deliver(early.couriers)
  expect([(await messageOf(mute)).state, early.asked]).toEqual(['sending', []])
  present += LEASE_MS
  await deliver(early.couriers)
  expect([(await messageOf(mute)).state, early.asked]).toEqual(['unknown', []])

  const asked = await queue()
  await leaseMessages(entity, ['test'], at(), 10)
  present += LEASE_MS
  const lookUps = scripted([], { lookUp: async () => delivered })
  await deliver(lookUps.couriers)
  expect([(await messageOf(asked)).state, lookUps.asked]).toEqual(['sent', []])
})

test('a worker that comes back after its lease decides nothing', async () => {
  const id = await queue()
  const slow: Courier = {
    send: async () => {
      present += LEASE_MS + 1
      await deliver({ test: { send: async () => delivered } })
      return delivered
    },
  }
  await deliver({ test: slow })
  expect(await messageOf(id)).toMatchObject({ state: 'unknown', isDoubtful: true })
})

test('mail is sent by SMTP: answers of the server decide, its password is never told', async () => {
  const smtp = await startSmtp()
  const courier = mailCourier({ url: smtp.url, from: 'Tieout <money@example.test>', marketplace: 'Market' })
  const send = async (to = 'seller@example.test') => {
    const id = await queue({ kind: 'mail.send', to })
    await deliver({ 'mail.send': courier })
    return messageOf(id)
  }
  const sent = await send()
  expect(sent).toMatchObject({ state: 'sent', remoteId: `<${sent.id}@example.test>`, requestId: 'TEST1' })
  expect(smtp.mails[0]).toMatchObject({ from: 'money@example.test', to: ['seller@example.test'] })
  expect(smtp.mails[0]?.data).toContain('Subject: Your payout')
  expect(smtp.mails[0]?.data).toContain('\r\n..A line with a dot in front.')

  smtp.mood = 'refuse recipient'
  expect(await send('nobody@example.test')).toMatchObject({ state: 'dead', lastError: '550 5.1.1 No such user here' })
  smtp.mood = 'busy'
  expect(await send()).toMatchObject({ state: 'failed', lastError: '450 4.2.1 Mailbox busy' })
  smtp.mood = 'refuse password'
  const refused = await send()
  expect(refused).toMatchObject({ state: 'failed', lastError: '535 5.7.8 Authentication credentials invalid' })
  smtp.mood = 'break off after data'
  const broken = await send()
  expect(broken.state).toBe('unknown')
  expect((await send('two@example.test, three@example.test')).state).toBe('dead')
  await smtp.close()
  expect((await send()).state).toBe('failed')
  expect(JSON.stringify([refused, broken])).not.toContain('secret')
  expect(smtp.mails).toHaveLength(2)
})

test('the list pages, filters and counts', async () => {
  await queue({ to: 'list@example.test' })
  await queue({ to: 'list@example.test', subject: 'Other words' })
  const list = (more: object) => work((tx) => listMessages(tx, { limit: 1, q: 'list@', ...more }))
  const first = await list({})
  const second = await list({ after: first.nextCursor })
  expect([first.rows[0]?.subject, second.rows[0]?.subject, second.nextCursor]).toEqual([
    'Other words',
    'Your payout',
    null,
  ])
  expect((await list({ state: 'sent' })).rows).toEqual([])
  expect((await work(countMessages)).queued).toBe(2)
})

test('what is told to somebody outside is proposed first, and leaves as it was agreed to', async () => {
  const telling = {
    entity,
    to: 'seller@example.test',
    subject: 'Your payout failed',
    body: 'Your bank refused it.',
    subjectKind: 'payout',
    subjectId: 'po_9',
    onceKey: 'tell:po_9',
    reasoning: 'The payout failed.',
    evidence: [],
    proposedBy: { kind: 'system', id: 'system' } as const,
    at: at(),
  }
  const proposal = await work((tx) => proposeMessage(tx, telling))
  expect(proposal).toMatchObject({ state: 'needs_approval', summary: 'Mail seller@example.test: Your payout failed' })
  expect((await work((tx) => listMessages(tx, { q: 'po_9', limit: 5 }))).rows).toEqual([])
  const { objectId } = await work((tx) => messageExecutor.apply(tx, proposal, at()))
  expect(await messageOf(objectId)).toMatchObject({
    kind: 'mail.send',
    state: 'queued',
    subject: 'Your payout failed',
    body: 'Your bank refused it.',
  })
})
