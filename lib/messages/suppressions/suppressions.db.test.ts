import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { type DeliveryReport, recordBounce } from '../bounces/record-bounce.ts'
import { deliverMessages } from '../deliver.ts'
import { enqueueMessage } from '../enqueue-message.ts'
import { getMessage } from '../list-messages.ts'
import { mailCourier } from '../mail-courier.ts'
import { retryMessage } from '../settle-by-hand.ts'
import { writeMail } from '../templates/write-mail.ts'
import { type SmtpServer, startSmtp } from '../testing-smtp.ts'
import { unsubscribeToken } from '../unsubscribe/token.ts'
import { chooseByLink, peekStop } from '../unsubscribe/unsubscribe.ts'
import { liftBounce } from './lift.ts'
import { listSuppressions } from './list-suppressions.ts'

let present = Date.parse('2026-11-20T12:00:00Z')
const at = () => new Date(present)
let entity: Entity
let smtp: SmtpServer
beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_suppressions',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: at(),
    automaticSince: null,
    at: at(),
  })
  smtp = await startSmtp()
})
afterAll(async () => {
  await smtp.close()
  await closeDatabase()
})

const work = <T>(run: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), run)
const actor = { personId: 'per_olu', name: 'Olu', roles: ['operator'] }
const by = (messageId: string) => ({ messageId, actor, requestId: 'req_s', at: at() })
const summary = writeMail('weekly_summary', 'en', { subject: 'Your week', words: 'Hello,\n\n- Sales: EUR 12.00' })
const hold = writeMail('hold_placed', 'de', {
  ...{ name: 'Ann', reason: 'A bank account changed', sellerMust: '', since: '2026-11-20', marketplace: 'Market' },
  link: 'https://money.example.test/portal',
})

let keys = 0
const send = async (to: string, written: typeof summary = summary) => {
  keys += 1
  const about = { kind: 'mail.send', to, subjectKind: 'seller', subjectId: 'sel_1', onceKey: `s:${keys}` }
  const id = (await work((tx) => enqueueMessage(tx, { ...written, ...about }, at()))) ?? ''
  await deliver()
  return id
}
const deliver = () =>
  deliverMessages({
    entity,
    present: at,
    couriers: { 'mail.send': mailCourier({ url: smtp.url, from: 'money@example.test', marketplace: entity.name }) },
  })
const messageOf = async (id: string) => {
  const found = await work((tx) => getMessage(tx, id))
  if (found === null) throw new Error(id)
  return found
}
const report = (messageId: string, recipient: string, more: Partial<DeliveryReport> = {}) =>
  work((tx) =>
    recordBounce(tx, {
      ...{ messageId: `<${messageId}@example.test>`, recipient, action: 'failed', status: '5.1.1' },
      ...{ diagnostic: 'smtp; 550 5.1.1 No such user', at: at() },
      ...more,
    } as DeliveryReport),
  )

test('a mail of a template leaves as text and HTML, with the headers to stop it where one may', async () => {
  const id = await send('ann@example.test')
  const data = smtp.mails.at(-1)?.data.replaceAll(/\r\n[ \t]+/g, ' ') ?? ''
  expect(data).toContain('multipart/alternative')
  expect(data).toContain('List-Unsubscribe: <http')
  expect(data).toContain(`/api/unsubscribe/${id}.`)
  expect((await messageOf(id)).htmlHash).toMatch(/^[0-9a-f]{64}$/)
  await send('ann@example.test', hold)
  expect(smtp.mails.at(-1)?.data).not.toContain('List-Unsubscribe')
})

test('a bounce after sent: hard ends mail to the address, visibly, until a person lifts it', async () => {
  const id = await send('gone@example.test')
  expect(await report(id, 'GONE@example.test')).toBe('hard')
  expect(await report(id, 'GONE@example.test')).toBe('repeated')
  expect(await messageOf(id)).toMatchObject({ state: 'bounced', lastError: '5.1.1 smtp; 550 5.1.1 No such user' })
  const count = smtp.mails.length
  const essential = await send('gone@example.test', hold)
  expect(await messageOf(essential)).toMatchObject({ state: 'suppressed', tries: [{ outcome: 'suppressed' }] })
  expect((await messageOf(essential)).lastError).toContain('suppressed: bounced')
  await work((tx) => retryMessage(tx, by(essential)))
  await deliver()
  expect([(await messageOf(essential)).state, smtp.mails.length]).toEqual(['suppressed', count])

  const { rows } = await work((tx) => listSuppressions(tx, { q: 'gone@', limit: 5 }))
  expect(rows).toMatchObject([{ address: 'gone@example.test', reason: 'bounced', liftedAt: null, messageId: id }])
  present += 60_000
  const lifting = {
    suppressionId: rows[0]?.id ?? '',
    actor: { ...actor, requestId: 'req_s' } as unknown as Actor,
    at: at(),
  }
  await work((tx) => liftBounce(tx, lifting))
  await expect(work((tx) => liftBounce(tx, lifting))).rejects.toThrow('any more')
  await work((tx) => retryMessage(tx, by(essential)))
  await deliver()
  expect((await messageOf(essential)).state).toBe('sent')
  // A report about the time before says nothing about the address now.
  expect(await report(id, 'gone@example.test', { diagnostic: 'told again in other words' })).toBe('soft')
})

test('what a forged report can do: nothing about an address that the mail did not go to', async () => {
  const id = await send('bea@example.test')
  expect(await report('msg_00000000000000000000000000', 'bea@example.test')).toBe('unknown_message')
  expect(await report('<nonsense>', 'bea@example.test')).toBe('unknown_message')
  expect(await report(id, 'somebody.else@example.test')).toBe('other_recipient')
  expect((await messageOf(id)).state).toBe('sent')
  expect((await messageOf(await send('somebody.else@example.test'))).state).toBe('sent')
})

test('a delay leaves a line, a full box bounces its message, and three of them within a month the address', async () => {
  const first = await send('full@example.test')
  const full = { status: '5.2.2', diagnostic: 'smtp; 552 5.2.2 Mailbox full' }
  expect(await report(first, 'full@example.test', { action: 'delayed', status: '4.2.2' })).toBe('delayed')
  expect((await messageOf(first)).state).toBe('sent')
  expect(await report(first, 'full@example.test', full)).toBe('soft')
  expect(await report(await send('full@example.test'), 'full@example.test', full)).toBe('soft')
  expect(await report(await send('full@example.test'), 'full@example.test', full)).toBe('hard')
  expect((await messageOf(await send('full@example.test'))).state).toBe('suppressed')
})

test('a mail nobody knew about: a confirmation says it was sent, and nothing undoes a bounce but a person', async () => {
  smtp.mood = 'break off after data'
  const [arrived, failed] = [await send('cleo@example.test'), await send('dan@example.test')]
  smtp.mood = 'take'
  expect((await messageOf(arrived)).state).toBe('unknown')
  expect(await report(arrived, 'cleo@example.test', { action: 'delivered', status: '2.0.0' })).toBe('confirmed')
  expect((await messageOf(arrived)).state).toBe('sent')
  await report(failed, 'dan@example.test', { status: '5.7.1' })
  await report(failed, 'dan@example.test', { action: 'delivered', status: '2.0.0' })
  expect((await messageOf(failed)).state).toBe('bounced')
})

test('a server that says at once that there is nobody: the next mail is kept back', async () => {
  smtp.mood = 'refuse recipient'
  expect((await messageOf(await send('nobody@example.test'))).state).toBe('dead')
  smtp.mood = 'take'
  const next = await send('Nobody@example.test')
  expect(await messageOf(next)).toMatchObject({ state: 'suppressed', attempts: 0 })
})

test('unsubscribed twice at once is once: that kind is kept back and says so, what concerns the account still comes', async () => {
  const token = unsubscribeToken(await send('eve@example.test'))
  expect(await peekStop(token)).toMatchObject({
    category: 'weekly_summary',
    shown: 'e…@example.test',
    isStopped: false,
  })
  const stop = () => chooseByLink({ token, isStopped: true, how: 'a test' })
  await Promise.all([stop(), stop(), stop()])
  const [row] = await work((tx) =>
    tx.sql<{ count: number }>(
      "SELECT count(*)::int AS count FROM mail_suppression WHERE address = 'eve@example.test' AND lifted_at IS NULL",
    ),
  )
  expect([row?.count, (await peekStop(token))?.isStopped]).toEqual([1, true])
  const kept = await send('Eve@example.test')
  expect(await messageOf(kept)).toMatchObject({
    state: 'suppressed',
    lastError: 'suppressed: unsubscribed',
    attempts: 0,
  })
  expect((await messageOf(await send('eve@example.test', hold))).state).toBe('sent')
  await chooseByLink({ token, isStopped: false, how: 'a test' })
  expect((await messageOf(await send('eve@example.test'))).state).toBe('sent')
})

test('a link that was changed stops nothing', async () => {
  const token = unsubscribeToken(await send('fay@example.test'))
  const essential = unsubscribeToken(await send('fay@example.test', hold))
  for (const wrong of ['', 'msg_1', `${token}x`, token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')), essential]) {
    expect(await peekStop(wrong)).toBeNull()
    await expect(chooseByLink({ token: wrong, isStopped: true, how: 'a test' })).rejects.toThrow('not one of ours')
  }
  expect((await messageOf(await send('fay@example.test'))).state).toBe('sent')
})
