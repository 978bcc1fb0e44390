import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { RemoteComment, Tracker } from '#lib/messages/trackers/tracker.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { aWorld, NOW, paidInvoice, type World } from '#lib/settlements/testing-world.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { addLink, decideLink } from './decide-link.ts'
import { questionsOfWeek, weeksOfQuestions } from './deflection.ts'
import { getConversation } from './get-conversation.ts'
import { type ConversationFilter, listConversations } from './list-conversations.ts'
import { receiveMail } from './receive-mail.ts'
import { replyTo, settleReplies } from './reply.ts'
import { mailOf } from './testing-mail.ts'
import { takeTicketComments } from './ticket-comments.ts'
import { ticketOf } from './ticket-of.ts'
import { closeConversation, snoozeConversation } from './work-conversation.ts'

let world: World
let rows: Rows
let olu: Actor
let nordic: string

beforeAll(async () => {
  world = await aWorld()
  rows = await openRows()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic', email: 'money@nordic.test' })
  await world.tell(paidInvoice(world, '1001'))
  await world.settle({ kind: 'invoice', id: 'in_1001' })
  nordic = (await world.rows<{ id: string }>('SELECT id FROM seller'))[0]?.id ?? ''
  const { entity } = world
  const by = { entity, name: 'Olu', role: 'operator', password: 'four plain words', at: NOW } as const
  const personId = (await addPerson({ ...by, email: 'olu@example.test' })) ?? ''
  const scope = { ...world.scope, actor: personId }
  olu = {
    personId,
    email: 'olu@example.test',
    name: 'Olu',
    roles: ['operator'],
    sellerId: null,
    entity,
    scope,
    requestId: 'req_t',
  }
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)
let mails = 0
const write = async (from: string, text: string, at = NOW) => {
  mails += 1
  const bytes = mailOf({ from, id: `w${mails}@mail.test`, subject: `Subject ${mails}`, text })
  return (await receiveMail({ scope: world.scope, bytes, at })).conversationId
}
const work = <T>(run: Parameters<typeof inTransaction<T>>[1]) => inTransaction(olu.scope, run)
const by = (at = NOW) => ({ actor: olu, at })
const listed = async (filter: ConversationFilter, at = NOW) =>
  (await work((tx) => listConversations(tx, { ...filter, limit: 50 }, at))).rows.map(({ id }) => id)

test('what waits longest comes first, page by page; what is put aside comes back by its day or by a new message', async () => {
  const second = await write('a@buyer.test', 'Second', hours(-1))
  const first = await write('b@buyer.test', 'First', hours(-2))
  expect((await listed({})).filter((id) => id === first || id === second)).toEqual([first, second])
  const page = await work((tx) => listConversations(tx, { limit: 1 }, NOW))
  const next = await work((tx) => listConversations(tx, { limit: 1, after: page.nextCursor }, NOW))
  expect([page.rows[0]?.id, next.rows[0]?.id]).toEqual([first, second])
  await work((tx) => snoozeConversation(tx, first, '2026-11-22', by()))
  expect(await listed({ view: 'snoozed' })).toEqual([first])
  expect(await listed({}, hours(48))).toContain(first)
  const bytes = mailOf({ from: 'b@buyer.test', to: `x+${first}@market.test`, id: 'again@mail.test', text: 'Hello?' })
  await receiveMail({ scope: world.scope, bytes, at: NOW })
  expect(await listed({})).toContain(first)
})

test('an answer is proposed once, not over a message nobody read, and ends the waiting when it leaves', async () => {
  const id = await write('money@nordic.test', 'Why is it late?')
  const reply = (messageCount: number) =>
    work((tx) => replyTo(tx, { conversationId: id, messageCount, subject: 'Re', body: 'Because.' }, by()))
  await expect(reply(2)).rejects.toMatchObject({ code: 'inbox.new_message' })
  const { proposalId } = await reply(1)
  await expect(reply(1)).rejects.toMatchObject({ code: 'inbox.reply_waits' })
  expect((await work((tx) => getConversation(tx, id)))?.isReplyWaiting).toBe(true)
  await rows.query("UPDATE proposal SET state = 'executed' WHERE id = $1", [proposalId])
  expect((await work((tx) => getConversation(tx, id)))?.waitingSince).toBeNull()
  expect(await work(settleReplies)).toBe(1)
  expect(await work((tx) => getConversation(tx, id))).toMatchObject({ waitingSince: null, isReplyWaiting: false })
})

test('a person links by an order’s number and takes a proposal away; a ticket carries what is linked', async () => {
  const id = await write('eve@else.test', 'I ask about ORD-1001')
  expect((await work((tx) => getConversation(tx, id)))?.links).toMatchObject([{ id: 'ch_1001', state: 'proposed' }])
  await work((tx) => decideLink(tx, id, { objectKind: 'charge', objectId: 'ch_1001', decision: 'dismissed' }, by()))
  expect((await work((tx) => getConversation(tx, id)))?.links).toEqual([])
  await expect(work((tx) => addLink(tx, id, 'ORD-9999', by()))).rejects.toMatchObject({ code: 'inbox.nothing_of_ours' })
  await work((tx) => addLink(tx, id, '#ORD-1001', by()))
  const found = await work((tx) => getConversation(tx, id))
  expect(found).toMatchObject({
    sellerId: nordic,
    linkState: 'linked',
    links: [{ id: 'ch_1001', state: 'linked', decidedBy: 'Olu' }],
  })
  expect(found?.links[0]?.fact).toContain('order ORD-1001')
  const { ticketId } = await work((tx) => ticketOf(tx, id, 'Find out what happened.', by()))
  const links = await world.rows<{ id: string }>('SELECT object_id AS id FROM ticket_link WHERE ticket_id = $1', [
    ticketId,
  ])
  expect(links.map((link) => link.id).sort()).toEqual(['ch_1001', nordic].sort())
})

test('a week’s questions are those that ended without a person, those with one, and those that have not ended', async () => {
  const personId = 'per_rosa'
  await rows.insert('person', {
    id: personId,
    email: 'rosa@nordic.test',
    name: 'Rosa',
    state: 'active',
    created_at: NOW,
  })
  await rows.insert('role_grant', {
    person_id: personId,
    entity_id: world.entity.id,
    role: 'seller',
    seller_id: nordic,
    seller_role: 'owner',
  })
  const asks = async (at: Date) => {
    const id = `cnv_${at.getTime()}`
    await rows.insert('assistant_conversation', { id, entity_id: world.entity.id, person_id: personId, created_at: at })
    const asked = {
      id: `cms_${id}`,
      entity_id: world.entity.id,
      person_id: personId,
      conversation_id: id,
      number: 1,
      role: 'user',
      parts: '[]',
      state: 'done',
    }
    await rows.insert('assistant_message', { ...asked, created_at: at })
    return id
  }
  const week = (days: number) => new Date(Date.parse('2026-12-07T08:00:00Z') + days * 86_400_000)
  const alone = await asks(week(0))
  const led = await asks(week(3))
  const wrote = await write('money@nordic.test', 'It did not help', week(3.5))
  const itself = await write('money@nordic.test', 'Never mind', week(6))
  await work((tx) => closeConversation(tx, itself, 'settled_itself', by(week(6.2))))
  const advert = await write('money@nordic.test', 'Buy our tools', week(6.3))
  await work((tx) => closeConversation(tx, advert, 'not_a_question', by(week(6.4))))
  const now = week(6.5)
  const open = await asks(week(6.45))
  const questions = await work((tx) => questionsOfWeek(tx, '2026-12-07', now))
  expect(Object.fromEntries(questions.map(({ id, outcome }) => [id, outcome]))).toEqual({
    [alone]: 'itself',
    [led]: 'person',
    [itself]: 'itself',
    [open]: 'open',
  })
  expect(questions.map(({ id }) => id)).not.toContain(wrote)
  const [last] = await work((tx) => weeksOfQuestions(tx, now))
  expect(last).toEqual({ week: '2026-12-07', itself: 2, person: 1, open: 1 })
})

test('what somebody of outside wrote at a ticket comes in once, with the ticket’s seller; an agent’s answer ends the waiting', async () => {
  const ticket = { subjectKind: 'payout', subjectId: 'po_t', code: 'off', title: 'po_t is off', action: 'Look.' }
  const links = [{ kind: 'seller', id: nordic, label: 'Nordic' }]
  const { ticketId } = await work((tx) => openTicket(tx, { ...ticket, links }, NOW))
  const kept = {
    entity_id: world.entity.id,
    system: 'zendesk',
    remote_id: '7',
    category: 'open',
    synced_at: NOW,
    due_at: NOW,
  }
  await rows.insert('ticket_remote', { ticket_id: ticketId, ...kept })
  const said: RemoteComment[] = [
    { id: '1', email: 'money@nordic.test', name: 'Nora', isOutside: true, text: 'Any news?', at: NOW },
  ]
  const tracker = {
    name: 'zendesk',
    comments: async () => ({ outcome: 'ok', value: said, requestId: '' }),
  } as unknown as Tracker
  const take = () => takeTicketComments({ entity: world.entity, tracker, at: NOW })
  expect([await take(), await take()]).toEqual([1, 0])
  const [found] = await world.rows<{ id: string }>("SELECT id FROM conversation WHERE channel = 'ticket'")
  const read = () => work((tx) => getConversation(tx, found?.id ?? ''))
  expect(await read()).toMatchObject({
    side: 'seller',
    sellerId: nordic,
    linkState: 'linked',
    waitingSince: NOW.toISOString(),
  })
  said.push({ id: '2', email: 'agent@market.test', name: 'Olu', isOutside: false, text: 'It left today.', at: NOW })
  expect(await take()).toBe(1)
  expect(await read()).toMatchObject({ messageCount: 2, waitingSince: null })
})
