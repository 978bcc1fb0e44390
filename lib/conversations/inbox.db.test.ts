import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { aWorld, NOW, paidInvoice, type World } from '#lib/settlements/testing-world.ts'
import { messagesAboutCharge, threadAboutCharge } from './for-charge.ts'
import { takeMailFolder } from './mail-folder.ts'
import { receiveMail } from './receive-mail.ts'
import { receiveMessage } from './receive-message.ts'
import { messageInput } from './schema.ts'
import { mailOf } from './testing-mail.ts'

let world: World
let nordic: string

beforeAll(async () => {
  world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic', email: 'money@nordic.test' })
  await world.tellSeller({ id: 'acct_bauhof', name: 'Bauhof', email: 'geld@bauhof.test' })
  await world.tell(paidInvoice(world, '1001'))
  await world.tell({
    customer: [
      {
        account: world.entity.stripeAccount,
        id: 'cus_1',
        name: 'Bo',
        email: 'Bo@Buyer.test',
        createdAt: NOW,
        asOf: NOW,
        raw: '{}',
      },
    ],
  })
  await world.settle({ kind: 'invoice', id: 'in_1001' })
  nordic = (await world.rows<{ id: string }>("SELECT id FROM seller WHERE stripe_account = 'acct_nordic'"))[0]?.id ?? ''
})
afterAll(closeDatabase)

const receive = (bytes: Uint8Array) => receiveMail({ scope: world.scope, bytes, at: NOW })
const linksOf = (conversationId: string) =>
  world.rows<{ kind: string; id: string; state: string; reason: string }>(
    'SELECT object_kind AS kind, object_id AS id, state, reason FROM conversation_link WHERE conversation_id = $1 ORDER BY 1, 2',
    [conversationId],
  )
const conversation = async (id: string) =>
  (
    await world.rows<{ side: string; sellerId: string; linkState: string; count: number; subject: string }>(
      `SELECT side, seller_id AS "sellerId", link_state AS "linkState", message_count AS count, subject FROM conversation WHERE id = $1`,
      [id],
    )
  )[0]

test('a buyer’s mail that names an order is linked to its payment and seller, and read back about that payment', async () => {
  const mail = mailOf({
    from: 'Bo <bo@buyer.test>',
    id: 'a@buyer.test',
    text: 'Where is ORD-1001? <script>alert(1)</script>',
  })
  const { outcome, conversationId } = await receive(mail)
  expect(outcome).toBe('taken')
  expect(await linksOf(conversationId)).toMatchObject([{ kind: 'charge', id: 'ch_1001', state: 'linked' }])
  expect(await conversation(conversationId)).toMatchObject({ side: 'buyer', sellerId: nordic, linkState: 'linked' })
  const said = await world.work((tx) => messagesAboutCharge(tx, 'ch_1001'))
  expect(said).toMatchObject([{ from: 'buyer', channel: 'mail', text: 'Where is ORD-1001? <script>alert(1)</script>' }])
  expect(await world.work((tx) => threadAboutCharge(tx, 'ch_1001', 'buyer'))).toBe(conversationId)
  expect(await world.work((tx) => threadAboutCharge(tx, 'ch_1001', 'seller'))).toBeNull()
})

test('the same mail brought many times at once is one message; another sender does not take its place', async () => {
  const mail = mailOf({ from: 'Bo <bo@buyer.test>', id: 'twice@buyer.test', text: 'Once only' })
  const all = await Promise.all([receive(mail), receive(mail), receive(mail), receive(mail)])
  expect(all.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'known', 'taken'])
  expect(new Set(all.map(({ conversationId }) => conversationId)).size).toBe(1)
  const other = await receive(mailOf({ from: 'eve@else.test', id: 'twice@buyer.test', text: 'Mine' }))
  expect(other.outcome).toBe('taken')
  expect(other.conversationId).not.toBe(all[0]?.conversationId)
})

test('an answer to our mail goes on with its conversation; a forged one begins its own and is only proposed', async () => {
  const first = await receive(
    mailOf({ from: 'money@nordic.test', id: 'q@nordic.test', subject: 'Payout', text: 'Why is it late?' }),
  )
  const ours = await world.work((tx) =>
    enqueueMessage(
      tx,
      {
        kind: 'mail.send',
        to: 'money@nordic.test',
        subject: 'Re',
        body: 'So',
        subjectKind: 'inbox',
        subjectId: first.conversationId,
        onceKey: 'r1',
      },
      NOW,
    ),
  )
  const answer = (from: string, id: string, headers: string[] = []) =>
    receive(mailOf({ from, id, headers: [`In-Reply-To: <${ours}@market.test>`, ...headers], text: 'Thank you' }))
  expect((await answer('money@nordic.test', 'q2@nordic.test')).conversationId).toBe(first.conversationId)
  expect(await conversation(first.conversationId)).toMatchObject({ side: 'seller', sellerId: nordic, count: 2 })

  const forged = await answer('geld@bauhof.test', 'f@bauhof.test')
  expect(forged.conversationId).not.toBe(first.conversationId)
  expect(await linksOf(forged.conversationId)).toContainEqual(
    expect.objectContaining({ kind: 'inbox', id: first.conversationId, state: 'proposed' }),
  )
  expect((await conversation(forged.conversationId))?.sellerId).not.toBe(nordic)

  const failed = await answer('money@nordic.test', 'd@nordic.test', [
    'Authentication-Results: mx.market.test; dmarc=fail',
  ])
  expect(failed.conversationId).not.toBe(first.conversationId)
  expect(await conversation(failed.conversationId)).toMatchObject({
    side: 'unknown',
    sellerId: '',
    linkState: 'proposed',
  })

  const plus = await receive(
    mailOf({
      from: 'money@nordic.test',
      to: `inbox+${first.conversationId}@market.test`,
      id: 'p@nordic.test',
      text: 'More',
    }),
  )
  expect(plus.conversationId).toBe(first.conversationId)
})

test('what somebody names that is not theirs is proposed, never linked', async () => {
  const { conversationId } = await receive(
    mailOf({ from: 'geld@bauhof.test', id: 'n@bauhof.test', text: 'Tell me about pi_1001 and ORD-1001.' }),
  )
  const links = await linksOf(conversationId)
  expect(links).toContainEqual(expect.objectContaining({ kind: 'charge', id: 'ch_1001', state: 'proposed' }))
  expect((await world.work((tx) => messagesAboutCharge(tx, 'ch_1001'))).map(({ from }) => from)).not.toContain('seller')
})

test('bounces, automatic answers and our own mail are noted, not answered', async () => {
  const auto = mailOf({
    from: 'money@nordic.test',
    id: 'ooo@nordic.test',
    headers: ['Auto-Submitted: auto-replied'],
    text: 'I am away',
  })
  expect(await receive(auto)).toEqual({ outcome: 'automatic', conversationId: '' })
  expect(await receive(auto)).toEqual({ outcome: 'known', conversationId: '' })
  const [own] = await world.rows<{ id: string }>('SELECT id FROM message LIMIT 1')
  expect((await receive(mailOf({ from: 'us@market.test', id: `${own?.id}@market.test`, text: 'Hello' }))).outcome).toBe(
    'loop',
  )
  await expect(receive(new Uint8Array(26_214_401))).rejects.toMatchObject({ status: 413 })
  await expect(receive(new TextEncoder().encode('no mail'))).rejects.toMatchObject({ status: 422 })
})

test('another system brings a message once; the same id with other words is refused', async () => {
  const send = (text: string, more: object = {}) =>
    receiveMessage({
      scope: world.scope,
      message: messageInput.parse({
        externalId: 'zd-1',
        conversation: 'case 9',
        from: { name: 'Bo' },
        text,
        about: ['ch_1001'],
        ...more,
      }),
      at: NOW,
    })
  const first = await send('It broke')
  expect(await linksOf(first.conversationId)).toMatchObject([{ kind: 'charge', id: 'ch_1001', state: 'linked' }])
  expect(await send('It broke')).toMatchObject({ outcome: 'known', messageId: first.messageId })
  await expect(send('It did not')).rejects.toBeInstanceOf(Refusal)
  expect(await send('Still', { externalId: 'zd-2' })).toMatchObject({
    outcome: 'taken',
    conversationId: first.conversationId,
  })
})

test('mails in the folder are taken in order; whoever dies midway finds them again, what is half written waits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tieout-mails-'))
  const put = async (name: string, bytes: Uint8Array, isOld = true) => {
    await writeFile(join(folder, name), bytes)
    if (isOld) await utimes(join(folder, name), 1, 1)
  }
  const take = () => takeMailFolder({ scope: world.scope, folder, at: NOW })
  await put('1.eml', mailOf({ from: 'bo@buyer.test', id: 'f1@buyer.test', text: 'One' }))
  await put('2.eml', new TextEncoder().encode('not a mail'))
  await put('3.eml', mailOf({ from: 'bo@buyer.test', id: 'f3@buyer.test', text: 'Three' }), false)
  // Taken before, and killed before it was moved away.
  await receive(mailOf({ from: 'bo@buyer.test', id: 'f1@buyer.test', text: 'One' }))
  expect(await take()).toBe(2)
  expect(await readdir(join(folder, 'taken'))).toEqual(['1.eml'])
  expect(await readdir(join(folder, 'refused'))).toEqual(['2.eml'])
  expect(await readdir(folder)).toContain('3.eml')
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    "SELECT count(*)::int AS count FROM conversation_message WHERE external_id LIKE 'f1@%'",
  )
  expect(count).toBe(1)
  await rm(folder, { recursive: true })
})
