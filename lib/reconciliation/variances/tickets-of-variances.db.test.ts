import { expect, test } from 'vitest'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { assignTickets, planTicket } from '#lib/tickets/plan-ticket.ts'
import { keepRemote, takeRemote } from '#lib/tickets/remote.ts'
import { resolveTicket, takeTicket } from '#lib/tickets/resolve-ticket.ts'
import { AT, newLiveEntity, payout, person, run, statement, theEntity, theRows } from '../matching/testing.ts'
import { askSeller } from './ask-seller.ts'
import { listVariances } from './list-variances.ts'
import { questionFor } from './question-model.ts'
import { runVariances } from './run-variances.ts'
import { closeTicketsOf, openTicketOf } from './tickets-of-variances.ts'
import { explainVariances, reopenVariance, takeVariance } from './work-variance.ts'

const olu = () => person('per_olu')
const working = () => ({ actor: olu(), at: AT })
const worker = () => ({ actor: olu(), requestId: 'req_1', at: AT })
const work = <T>(does: (tx: Sql) => Promise<T>) => inTransaction(olu().scope, does)
const look = async () => {
  await run()
  await runVariances(theEntity(), AT)
}

type Both = { id: string; state: string; ticketId: string; ticket: string; resolution: string; owner: string }
async function both(): Promise<Both> {
  const [row] = await theRows().query<Both>(
    `SELECT v.id, v.state, v.ticket_id AS "ticketId", t.state AS ticket, t.resolution, t.owner_id AS owner FROM variance v
       JOIN ticket t ON t.id = v.ticket_id WHERE v.entity_id = $1 AND v.class = 'short_payout'`,
    [theEntity().id],
  )
  if (row === undefined) throw new Error('there is no variance')
  return row
}
const said = async () =>
  (
    await theRows().query<{ body: string }>(`SELECT body FROM ticket_entry WHERE entity_id = $1 ORDER BY id`, [
      theEntity().id,
    ])
  ).map(({ body }) => body)
const shown = async () => (await work((tx) => listVariances(tx, { state: 'all', limit: 10 }, '2026-11-20'))).rows

/** A payout the bank booked short, with its variance and its ticket. */
async function aVariance(): Promise<Both> {
  await newLiveEntity()
  await payout({ id: 'po_1', minor: 100_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: 98_800, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await look()
  return both()
}

test('closing the ticket explains the variance, opening either opens both, and another amount opens them by itself', async () => {
  const { id, ticketId } = await aVariance()
  await expect(work((tx) => resolveTicket(tx, ticketId, 'done', worker()))).rejects.toMatchObject({
    code: 'tickets.settled_by_subject',
  })
  const closing = { ticketIds: [ticketId], resolution: 'The bank’s charge.' }
  expect(await work((tx) => closeTicketsOf(tx, closing, working()))).toEqual({ done: 1, refused: [] })
  expect(await both()).toMatchObject({
    state: 'explained',
    ticket: 'resolved',
    resolution: 'Explained: The bank’s charge.',
    owner: 'per_olu',
  })
  expect(await work((tx) => closeTicketsOf(tx, closing, working()))).toMatchObject({ done: 0, refused: [{ ticketId }] })
  await look()
  expect(await both()).toMatchObject({ state: 'explained', ticket: 'resolved' })

  await work((tx) => openTicketOf(tx, { ticketId, reason: 'The bank denies it.' }, working()))
  expect(await both()).toMatchObject({ state: 'open', ticket: 'in_progress', owner: 'per_olu' })
  await work((tx) => explainVariances(tx, [id], 'A charge after all.', working()))
  expect(await both()).toMatchObject({ state: 'explained', ticket: 'resolved' })
  await work((tx) => reopenVariance(tx, id, 'No.', working()))
  expect(await both()).toMatchObject({ state: 'open', ticket: 'in_progress' })

  await work((tx) => explainVariances(tx, [id], 'A charge.', working()))
  await theRows().query(`UPDATE match SET difference_minor = -900 WHERE entity_id = $1 AND state = 'live'`, [
    theEntity().id,
  ])
  await runVariances(theEntity(), AT)
  expect(await both()).toMatchObject({ state: 'open', ticket: 'open' })
})

test('who owns the one owns the other; support, who works on no variance, is told so', async () => {
  const { id, ticketId } = await aVariance()
  await work((tx) => takeTicket(tx, ticketId, worker()))
  expect(await shown()).toMatchObject([{ id, state: 'in_progress' }])
  await work((tx) => assignTickets(tx, [ticketId], '', worker()))
  expect(await shown()).toMatchObject([{ id, state: 'open' }])
  await work((tx) => takeVariance(tx, id, working()))
  expect(await both()).toMatchObject({ ticket: 'in_progress', owner: 'per_olu' })
  await work((tx) => planTicket(tx, ticketId, { priority: 'urgent', dueOn: '2026-11-21' }, worker()))

  const support = { ...working(), actor: { ...olu(), roles: ['support' as const] } }
  const closing = { ticketIds: [ticketId], resolution: 'Closed.' }
  expect(await work((tx) => closeTicketsOf(tx, closing, support))).toMatchObject({
    done: 0,
    refused: [{ message: expect.stringContaining('right to work on variances') }],
  })
})

test('closing it in the tracker says so here, and settles nothing', async () => {
  const { ticketId } = await aVariance()
  const issue = { id: '1', key: 'FIN-1', url: 'https://jira.test/FIN-1', status: 'Open', category: 'open' as const }
  await work((tx) => keepRemote(tx, ticketId, 'jira', issue, AT))
  await work((tx) => takeRemote(tx, ticketId, { ...issue, status: 'Done', category: 'done' }, AT))
  expect(await both()).toMatchObject({ state: 'open', ticket: 'open' })
  expect((await said()).at(-1)).toBe(
    'Closed there, not here: the variance stays open until it is explained or its cause is gone.',
  )
})

test('a seller is asked in words from the evidence, by proposal and once; where there is none, nobody is', async () => {
  const { id } = await aVariance()
  const variance = { id, class: 'duplicate_transfer', summary: 'Paid twice.', sellerName: 'Nordic' } as const
  const question = questionFor(variance, 'Marketplace')
  expect(question.body).toContain('Did you receive this amount twice?')
  await expect(work((tx) => askSeller(tx, { varianceId: id, ...question }, working()))).rejects.toMatchObject({
    code: 'variances.nobody_to_ask',
  })
  await theRows().insert('seller', {
    id: `sel_${theEntity().id}`,
    entity_id: theEntity().id,
    livemode: false,
    stripe_account: `acct_seller_${theEntity().id}`,
    name: 'Nordic',
    email: 'nordic@example.test',
  })
  await theRows().query(`UPDATE variance SET seller_id = $2 WHERE id = $1`, [id, `sel_${theEntity().id}`])
  const { proposalId } = await work((tx) => askSeller(tx, { varianceId: id, ...question }, working()))
  const [proposal] = await theRows().query<{ kind: string; state: string }>(
    'SELECT kind, state FROM proposal WHERE id = $1',
    [proposalId],
  )
  expect(proposal).toEqual({ kind: 'message.send', state: 'needs_approval' })
  const again = { ...working(), at: new Date(AT.getTime() + 60_000) }
  await expect(work((tx) => askSeller(tx, { varianceId: id, ...question }, again))).rejects.toMatchObject({
    code: 'variances.asked_already',
  })
})
