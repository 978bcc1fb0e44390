import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { getContractOf } from '#lib/contracts/get-contract.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { getSeller } from '#lib/sellers/get-seller.ts'
import { liftHold } from '#lib/sellers/lift-hold.ts'
import { listSellers } from '#lib/sellers/list-sellers.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { listTickets } from '#lib/tickets/list-tickets.ts'
import { resolveTicket, takeTicket } from '#lib/tickets/resolve-ticket.ts'
import { getSettlement } from './get-settlement.ts'
import { countSettlements, listSettlements, totalSettlements } from './list-settlements.ts'
import { relatedTo } from './related.ts'
import { aWorld, NOW, paidInvoice, type World } from './testing-world.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
  await world.tellSeller({ id: 'acct_tide', name: '100% Tide', disabledReason: 'listed' })
  for (let day = 1; day <= 5; day += 1) {
    const seller = day === 5 ? 'acct_tide' : 'acct_nordic'
    const lines = [{ amount: BigInt(day) * 1_000n, metadata: { seller } }]
    const paidAt = new Date(`2026-11-0${day + 1}T09:00:00Z`)
    await world.tell(paidInvoice(world, `${day}`, { amount: BigInt(day) * 1_000n, fee: 59n, lines, paidAt }))
    await world.settle({ kind: 'invoice', id: `in_${day}` })
  }
})
afterAll(closeDatabase)

const names = (page: { rows: readonly { source: string }[] }) => page.rows.map(({ source }) => source)

describe('listSettlements', () => {
  test.each([
    ['newest first', {}, ['INV-5', 'INV-4', 'INV-3', 'INV-2', 'INV-1']],
    ['smallest first', { sort: 'gross', dir: 'asc' as const }, ['INV-1', 'INV-2', 'INV-3', 'INV-4', 'INV-5']],
  ])('pages both ways, %s', async (_, order, expected) => {
    const list = (query: object) => world.work((tx) => listSettlements(tx, { ...order, limit: 2, ...query }))
    const first = await list({})
    const second = await list({ after: first.nextCursor })
    const third = await list({ after: second.nextCursor })

    expect([...names(first), ...names(second), ...names(third)]).toEqual(expected)
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null])
    expect(names(await list({ before: third.previousCursor }))).toEqual(names(second))
  })

  test.each([
    ['an order', { q: 'ORD-3' }, ['INV-3']],
    ['an invoice', { q: 'inv-2' }, ['INV-2']],
    ['a charge', { q: 'ch_4' }, ['INV-4']],
    ['a part of a name', { q: 'tide' }, ['INV-5']],
    ['a state', { state: 'paused' }, ['INV-5']],
    ['a key that nobody wrote', { after: "x'~y", q: 'ORD-1' }, ['INV-1']],
  ])('finds by %s', async (_, query, expected) => {
    expect(names(await world.work((tx) => listSettlements(tx, { ...query, limit: 50 })))).toEqual(expected)
  })

  test('adds up per currency and counts per state', async () => {
    const [total] = await world.work((tx) => totalSettlements(tx, {}))

    expect(total).toMatchObject({ currency: 'USD', count: 5, gross: { minor: '15000' }, owed: { minor: '12000' } })
    expect(await world.work((tx) => countSettlements(tx, {}))).toEqual({ paused: 1, proposed: 4 })
  })
})

test('getSettlement tells everything about one, and relatedTo what was made of it', async () => {
  const [row] = (await world.work((tx) => listSettlements(tx, { q: 'INV-1', limit: 1 }))).rows
  const id = row?.id ?? ''
  const found = await world.work((tx) => getSettlement(tx, id))

  expect(found).toMatchObject({
    gross: { minor: '1000', currency: 'USD' },
    unassigned: { minor: '0' },
    shares: [{ sellerName: 'Nordic Ceramics', state: 'proposed', proposalState: 'needs_approval' }],
    lines: [{ kind: 'collected', share: { minor: '800' } }],
  })
  const related = await world.work((tx) => relatedTo(tx, id))
  expect([related.proposals.length, related.entries.length]).toEqual([1, 1])
  expect(related.history.map(({ label }) => label)).toContain('Split what was collected.')
  expect(await world.work((tx) => getSettlement(tx, 'stl_none'))).toBeNull()
})

describe('sellers', () => {
  test('are found by name, e-mail or account, and a wildcard is a letter', async () => {
    const list = async (q: string) =>
      (await world.work((tx) => listSellers(tx, { q, limit: 10 }))).rows.map(({ name }) => name)

    expect(await list('acct_nordic')).toEqual(['Nordic Ceramics'])
    expect(await list('100%')).toEqual(['100% Tide'])
    expect(await list('%ceramics')).toEqual([])
  })

  test('stand ready, restricted or held, and a hold is placed and lifted once', async () => {
    const seller = await world.work((tx) => getSeller(tx, 'acct_nordic'))
    const sellerId = seller?.id ?? ''
    const place = () =>
      world.work((tx) => placeHold(tx, { sellerId, reason: 'Odd orders.', actor: SYSTEM_ACTOR, at: NOW }))
    const { holdId } = await place()
    await expect(place()).rejects.toThrow('held already')
    const standings = await world.work((tx) => listSellers(tx, { limit: 10 }))
    expect(standings.rows.map(({ standing, reason }) => [standing, reason])).toEqual([
      ['restricted', 'listed'],
      ['held', 'Odd orders.'],
    ])
    const lift = () => world.work((tx) => liftHold(tx, { holdId, actor: SYSTEM_ACTOR, at: NOW }))
    await lift()
    await expect(lift()).rejects.toThrow('lifted already')
  })

  test('show the contract that applies', async () => {
    const seller = await world.work((tx) => getSeller(tx, 'acct_nordic'))
    const contract = await world.work((tx) => getContractOf(tx, seller?.id ?? ''))

    expect(contract).toMatchObject({
      name: 'Standard',
      isDefault: true,
      versions: [{ version: 1, rules: ['20 % (every line)'] }],
    })
  })
})

test('a ticket is taken, resolved with what was done, and stays resolved', async () => {
  const actor = { personId: 'per_olu', name: 'Olu', roles: ['operator'] }
  const worker = { actor, requestId: 'req_olu', at: NOW }
  const [ticket] = await world.work((tx) => listTickets(tx, { isOpen: true, limit: 10 }))
  const ticketId = ticket?.id ?? ''
  await world.work((tx) => takeTicket(tx, ticketId, worker))
  const resolve = () => world.work((tx) => resolveTicket(tx, ticketId, 'Paid by hand.', worker))
  await resolve()
  await expect(resolve()).rejects.toThrow('resolved already')
  await world.settle({ kind: 'invoice', id: 'in_5' })

  expect(await world.work((tx) => listTickets(tx, { isOpen: true, limit: 10 }))).toEqual([])
})
