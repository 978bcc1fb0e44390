import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { listEntries } from './entries.ts'
import { getTicket } from './get-ticket.ts'
import { countQueue, listQueue, type QueueFilter } from './list-queue.ts'
import { mailAboutTicket } from './mail-about-ticket.ts'
import { closeTickets, type NewTicket, openTicket } from './open-ticket.ts'
import { assignTickets, commentTicket, planTicket, snoozeTicket } from './plan-ticket.ts'
import { reopenTicket, resolveTicket, resolveTickets, takeTicket } from './resolve-ticket.ts'
import { saveSlaDays } from './sla.ts'
import type { Worker } from './worker.ts'

const START = Date.parse('2026-11-20T12:00:00Z')
const day = (days: number) => new Date(START + days * 86_400_000)

let entity: Entity
let olu: Worker['actor']
let ana: Worker['actor']

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_tickets',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: day(0),
    automaticSince: null,
    at: day(0),
  })
  const add = async (name: string, role: 'operator' | 'analyst') => {
    const personId = await addPerson({
      entity,
      email: `${name}@example.test`,
      name,
      role,
      password: 'four plain words',
      at: day(0),
    })
    return { personId: personId ?? '', name, roles: [role] }
  }
  olu = await add('Olu', 'operator')
  ana = await add('Ana', 'analyst')
})
afterAll(closeDatabase)

const work = <T>(run: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), run)
const by = (actor: Worker['actor'], days = 0): Worker => ({ actor, requestId: 'req_t', at: day(days) })
const open = (subjectId: string, changes: Partial<NewTicket> = {}, days = 0) =>
  work((tx) =>
    openTicket(
      tx,
      {
        subjectKind: 'payout',
        subjectId,
        code: 'remainder',
        title: `${subjectId} is off`,
        action: 'Look.',
        ...changes,
      },
      day(days),
    ),
  )
const ticketOf = async (id: string) => (await work((tx) => getTicket(tx, id)))?.ticket
const queue = async (filter: QueueFilter, days = 0) =>
  (await work((tx) => listQueue(tx, { ...filter, limit: 50 }, day(days)))).rows.map(({ subjectId }) => subjectId)
const kinds = async (id: string) => (await work((tx) => listEntries(tx, id, 50))).map(({ kind }) => kind).reverse()

test('one ticket per subject and code: it is brought up to date, and opens again only after its cause was gone', async () => {
  const first = await open('po_one', {
    priority: 'high',
    links: [{ kind: 'payout', id: 'po_one', label: 'The payout' }],
  })
  expect(first.outcome).toBe('opened')
  expect(await ticketOf(first.ticketId)).toMatchObject({ state: 'open', dueAt: day(2).toISOString(), priority: 'high' })
  expect(await open('po_one', { title: 'po_one is off by 2.00' }, 1)).toEqual({ ...first, outcome: 'kept' })
  expect((await ticketOf(first.ticketId))?.title).toBe('po_one is off by 2.00')

  await work((tx) => resolveTicket(tx, first.ticketId, 'A fee of the bank.', by(olu, 1)))
  expect((await open('po_one', {}, 1)).outcome).toBe('kept')
  expect((await ticketOf(first.ticketId))?.state).toBe('resolved')

  const gone = { subjectKind: 'payout', subjectId: 'po_one', stillOpen: [] }
  await work((tx) => closeTickets(tx, gone, day(2)))
  expect((await ticketOf(first.ticketId))?.resolution).toBe('A fee of the bank.')
  expect((await open('po_one', {}, 3)).outcome).toBe('reopened')
  expect(await ticketOf(first.ticketId)).toMatchObject({ state: 'open', dueAt: day(8).toISOString(), resolution: '' })

  await work((tx) => closeTickets(tx, gone, day(4)))
  expect((await open('po_one', {}, 5)).outcome).toBe('reopened')
  expect(await kinds(first.ticketId)).toEqual(['opened', 'resolved', 'reopened', 'closed', 'reopened'])
  await work((tx) => closeTickets(tx, gone, day(5)))
})

test('the queue shows what is due first, and each filter what it says', async () => {
  const low = await open('po_low', { priority: 'low' })
  const urgent = await open('po_urgent', { priority: 'urgent' })
  const normal = await open('po_normal')
  expect(await queue({})).toEqual(['po_urgent', 'po_normal', 'po_low'])
  expect(await queue({ due: 'overdue' }, 2)).toEqual(['po_urgent'])
  expect(await queue({ due: 'week' }, 2)).toEqual(['po_urgent', 'po_normal'])
  expect(await queue({ age: '2-4' }, 2)).toEqual(['po_urgent', 'po_normal', 'po_low'])
  expect(await queue({ age: '0-1' }, 2)).toEqual([])
  expect(await queue({ priority: 'low', about: 'payout', owner: 'nobody' })).toEqual(['po_low'])

  await work((tx) => takeTicket(tx, urgent.ticketId, by(olu)))
  await work((tx) => snoozeTicket(tx, low.ticketId, '2026-11-24', by(olu)))
  expect(await queue({ owner: olu.personId })).toEqual(['po_urgent'])
  expect(await queue({})).toEqual(['po_urgent', 'po_normal'])
  expect(await queue({ state: 'snoozed' })).toEqual(['po_low'])
  expect(await queue({}, 4)).toEqual(['po_urgent', 'po_normal', 'po_low'])
  expect(await work((tx) => countQueue(tx, olu.personId, day(2)))).toEqual({
    overdue: 1,
    dueToday: 0,
    unowned: 1,
    mine: 1,
    snoozed: 1,
  })
  await expect(work((tx) => snoozeTicket(tx, low.ticketId, '2026-11-20', by(olu)))).rejects.toThrow('day after today')

  const pages = await work((tx) => listQueue(tx, { limit: 1 }, day(0)))
  const next = await work((tx) => listQueue(tx, { limit: 1, after: pages.nextCursor }, day(0)))
  expect([pages.rows[0]?.subjectId, next.rows[0]?.subjectId]).toEqual(['po_urgent', 'po_normal'])
  const all = [low, urgent, normal].map(({ ticketId }) => ticketId)
  expect(await work((tx) => resolveTickets(tx, [...all, all[0] ?? ''], 'All the same cause.', by(olu)))).toEqual({
    done: 3,
    refused: [],
  })
  const again = await work((tx) => resolveTickets(tx, all, 'Twice.', by(ana)))
  expect([again.done, again.refused.length]).toEqual([0, 3])
})

test('people plan, hand on, comment and open again; all of it stays in the history', async () => {
  const { ticketId } = await open('po_people')
  expect(await work((tx) => assignTickets(tx, [ticketId], olu.personId, by(olu)))).toEqual({ done: 1, refused: [] })
  await expect(work((tx) => assignTickets(tx, [ticketId], ana.personId, by(olu)))).rejects.toThrow('cannot work')
  await work((tx) => planTicket(tx, ticketId, { priority: 'urgent', dueOn: '2026-11-22' }, by(olu)))
  await work((tx) => commentTicket(tx, ticketId, 'The bank answers tomorrow.', by(olu)))
  await work((tx) => resolveTicket(tx, ticketId, 'They did.', by(olu)))
  await expect(work((tx) => takeTicket(tx, ticketId, by(olu)))).rejects.toThrow('resolved already')
  await work((tx) => reopenTicket(tx, ticketId, 'They took it back.', by(olu, 1)))
  expect(await ticketOf(ticketId)).toMatchObject({ state: 'open', priority: 'urgent', dueAt: day(2).toISOString() })
  expect(await kinds(ticketId)).toEqual(['opened', 'assigned', 'priority', 'comment', 'resolved', 'reopened'])
  await expect(
    work((tx) => tx.exec(`UPDATE ticket_entry SET body = '' WHERE ticket_id = $1`, [ticketId])),
  ).rejects.toThrow()
})

test('the days of a priority are the entity’s own', async () => {
  await work((tx) => saveSlaDays(tx, { urgent: 0, high: 1, normal: 3, low: 30 }, by(olu)))
  const { ticketId } = await open('po_days')
  expect((await ticketOf(ticketId))?.dueAt).toBe(day(3).toISOString())
  const dated = await open('po_dated', { dueAt: day(9) })
  expect((await ticketOf(dated.ticketId))?.dueAt).toBe(day(9).toISOString())
})

test('a mail about a ticket is proposed once, and the ticket leads to it', async () => {
  const { ticketId } = await open('po_mail')
  const scope = { entityId: entity.id, livemode: entity.livemode, actor: olu.personId }
  const actor = {
    ...olu,
    email: 'olu@example.test',
    roles: ['operator' as const],
    sellerId: null,
    entity,
    scope,
    requestId: 'r',
  }
  const mail = {
    actor,
    ticketId,
    to: 'seller@example.test',
    subject: 'Your payout',
    body: 'Which order is it?',
    at: day(0),
  }
  const first = await work((tx) => mailAboutTicket(tx, mail))
  expect(await work((tx) => mailAboutTicket(tx, mail))).toEqual(first)
  const found = await work((tx) => getTicket(tx, ticketId))
  expect(found?.links).toEqual([{ kind: 'proposal', id: first.proposalId, label: 'Mail to seller@example.test' }])
  const [proposal] = await work((tx) => tx.sql('SELECT state, summary FROM proposal WHERE id = $1', [first.proposalId]))
  expect(proposal).toEqual({ state: 'needs_approval', summary: 'Mail seller@example.test: Your payout' })
})

test('two processes that open the same ticket at once open one', async () => {
  const both = await Promise.all([open('po_race'), open('po_race')])
  expect(new Set(both.map(({ ticketId }) => ticketId)).size).toBe(1)
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'opened'])
})
