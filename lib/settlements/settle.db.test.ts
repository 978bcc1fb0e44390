import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, paidInvoice, plainPayment, refundOf, transferOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const ofInvoice = (name: string) => ({ kind: 'invoice', id: `in_${name}` }) as const

describe('settleSource', () => {
  test('splits a paid invoice, posts it, and proposes the transfer', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics' })
    await world.tell(paidInvoice(world, 'a'))

    expect(await world.settle(ofInvoice('a'))).toMatchObject({ kind: 'settled', state: 'proposed', versionsWritten: 1 })

    expect(await settlements(world)).toEqual([
      expect.objectContaining({
        state: 'proposed',
        summary:
          'Invoice INV-a for order ORD-a collected 100.00 USD on 2026-11-10. Shares: Nordic Ceramics 80.00 USD; commission 20.00 USD.',
        transfer_group: 'ORD-a',
      }),
    ])
    expect(await proposals(world)).toEqual([
      {
        kind: 'transfer.create',
        state: 'needs_approval',
        amount: '8000',
        summary: 'Transfer 80.00 USD to Nordic Ceramics for invoice INV-a (order ORD-a).',
        args: expect.objectContaining({
          destination: 'acct_nordic',
          sourceTransaction: 'ch_a',
          transferGroup: 'ORD-a',
          currency: 'USD',
        }),
      },
    ])
    expect(await ledger(world)).toEqual({ buyer_funds: '10000', commission: '-2000', seller_payable: '-8000' })
  })

  test('does nothing more when it runs again', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    await world.tell(paidInvoice(world, 'a'))
    await world.settle(ofInvoice('a'))
    const before = await everything(world)

    await world.settle(ofInvoice('a'))
    await world.settle({ kind: 'charge', id: 'ch_a' })

    expect(await everything(world)).toEqual(before)
  })

  test('waits while a fact is missing, in whatever order they come', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    const facts = paidInvoice(world, 'a')
    await world.tell({ invoice: facts.invoice ?? [], invoice_payment: facts.invoice_payment ?? [] })
    expect(await world.settle(ofInvoice('a'))).toMatchObject({ kind: 'waiting' })
    await world.tell({
      charge: facts.charge ?? [],
      payment_intent: facts.payment_intent ?? [],
      invoice_line: facts.invoice_line ?? [],
    })
    expect(await world.settle(ofInvoice('a'))).toMatchObject({ kind: 'waiting' })

    await world.tell({ balance_transaction: facts.balance_transaction ?? [] })
    expect(await world.settle(ofInvoice('a'))).toMatchObject({ kind: 'settled', state: 'proposed' })
  })

  test('settles a plain payment by the seller its metadata names', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    await world.tell(plainPayment(world, 'p', { metadata: { order_id: 'ORD-9' } }))

    expect(await world.settle({ kind: 'charge', id: 'ch_p' })).toMatchObject({ state: 'proposed' })
    expect(await proposals(world)).toEqual([expect.objectContaining({ amount: '8000' })])
  })

  test('one invoice of two sellers makes two shares and two proposals', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    await world.tellSeller({ id: 'acct_tide' })
    const lines = [
      { amount: 6_000n, metadata: { seller: 'acct_nordic' } },
      { amount: 4_000n, metadata: { seller: 'acct_tide' } },
    ]
    await world.tell(paidInvoice(world, 'two', { lines }))
    await world.settle(ofInvoice('two'))

    expect((await proposals(world)).map(({ amount }) => amount)).toEqual(['4800', '3200'])
  })

  test('one line of two sellers’ sales makes a share and a proposal for each, and a refund takes from both', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    await world.tellSeller({ id: 'acct_tide' })
    const lines = [{ amount: 10_000n, metadata: { seller_parts: 'acct_nordic=6000 acct_tide=4000' } }]
    await world.tell(paidInvoice(world, 'sum', { lines }))
    await world.settle(ofInvoice('sum'))

    expect((await proposals(world)).map(({ amount }) => amount)).toEqual(['4800', '3200'])
    await world.tell(refundOf(world, 'sum', { part: '1', amount: 5_000n }))
    await world.settle(ofInvoice('sum'))
    expect(await ledger(world)).toMatchObject({ commission: '-1000', seller_payable: '-4000' })
  })

  test('says why nothing was collected', async () => {
    const world = await aWorld()
    const facts = paidInvoice(world, 'oob')
    await world.tell({ invoice: facts.invoice ?? [], invoice_line: facts.invoice_line ?? [] })

    expect(await world.settle(ofInvoice('oob'))).toMatchObject({ state: 'nothing_collected' })
    expect((await settlements(world))[0]?.state_reason).toContain('outside Stripe')
    expect(await tickets(world)).toEqual([])
  })
})

describe('a failed check pauses the share and opens a ticket:', () => {
  test.each<[string, (world: World) => Promise<void>, string]>([
    ['an unknown account', async (world) => world.tell(paidInvoice(world, 'x')), 'seller_known'],
    ['no seller named', async (world) => tellSale(world, {}), 'seller_named'],
    [
      'a restricted account',
      async (world) => tellSale(world, { seller: 'acct_nordic' }, { disabledReason: 'requirements.past_due' }),
      'account_ready',
    ],
    [
      'an account in another currency',
      async (world) => tellSale(world, { seller: 'acct_nordic' }, { defaultCurrency: 'EUR' }),
      'account_currency',
    ],
    [
      'another commission in the metadata',
      async (world) => tellSale(world, { seller: 'acct_nordic', commission_bps: '1500' }),
      'commission_agreed',
    ],
  ])('%s', async (_, tell, code) => {
    const world = await aWorld()
    await tell(world)

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'paused' })
    expect(await proposals(world)).toEqual([])
    expect((await tickets(world)).map((ticket) => ticket.code.split(':')[0])).toContain(code)
  })

  test('a fee above the threshold', async () => {
    const world = await aWorld({
      terms: { effectiveOn: '2020-01-01', feeAlertBps: 1_000, rules: [{ percentBps: 2_000 }] },
    })
    await tellSale(world, { seller: 'acct_nordic' })

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'paused' })
    expect((await settlements(world))[0]?.state_reason).toBe(
      'The effective commission of Seller acct_nordic is 20 %, above 10 %.',
    )
  })

  test('goes on by itself when the cause is gone', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' }, { disabledReason: 'requirements.past_due' })
    await world.settle(ofInvoice('x'))
    await world.tellSeller({ id: 'acct_nordic', asOf: new Date('2026-11-19T00:00:00Z') })

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'proposed' })
    expect(await tickets(world)).toEqual([expect.objectContaining({ state: 'resolved' })])
  })

  test('an account that becomes known late ends as if it had been known', async () => {
    const world = await aWorld()
    await world.tell(paidInvoice(world, 'x'))
    await world.settle(ofInvoice('x'))
    expect(await ledger(world)).toEqual({})
    await world.tellSeller({ id: 'acct_nordic' })

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'proposed' })
    expect(await ledger(world)).toEqual({ buyer_funds: '10000', commission: '-2000', seller_payable: '-8000' })
  })
})

describe('money that moved before us is never moved again:', () => {
  test('a transfer of the share is adopted', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.tell(transferOf(world, 'x', { amount: 8_000n }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'settled' })
    expect(await proposals(world)).toEqual([])
    expect(await shares(world)).toEqual([{ owed: '8000', transferred: '8000', state: 'adopted' }])
  })

  test('a transfer that only carries the group is recognised by seller and amount', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.tell(transferOf(world, 'x', { amount: 8_000n, source: '', group: 'ORD-x' }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'settled' })
  })

  test('a transfer of another amount pauses the share', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.tell(transferOf(world, 'x', { amount: 5_000n }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'paused' })
    expect(await proposals(world)).toEqual([])
    expect(await tickets(world)).toEqual([
      expect.objectContaining({ title: expect.stringContaining('Less was transferred') }),
    ])
  })

  test('a transfer that appears after the proposal voids it', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.settle(ofInvoice('x'))
    await world.tell(transferOf(world, 'x', { amount: 8_000n }))
    await world.settle(ofInvoice('x'))

    expect(await proposals(world)).toEqual([expect.objectContaining({ state: 'void' })])
  })

  test('before go-live nothing is proposed, and no ticket is opened', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    await world.tell(paidInvoice(world, 'x', { paidAt: new Date('2026-10-01T00:00:00Z') }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'paused' })
    expect(await proposals(world)).toEqual([])
    expect(await tickets(world)).toEqual([])
    expect(await ledger(world)).toMatchObject({ seller_payable: '-8000' })
  })

  test('a refund since go-live takes back what was transferred before it, and pays nothing', async () => {
    const world = await aWorld()
    await world.tellSeller({ id: 'acct_nordic' })
    const paidAt = new Date('2026-10-01T00:00:00Z')
    for (const name of ['paid', 'owed']) await world.tell(paidInvoice(world, name, { paidAt }))
    await world.tell(transferOf(world, 'paid', { amount: 8_000n }))
    for (const name of ['paid', 'owed']) {
      await world.tell(refundOf(world, name, { part: '1', amount: 1_000n }))
      await world.settle(ofInvoice(name))
    }

    expect(await proposals(world)).toEqual([expect.objectContaining({ kind: 'transfer.reverse', amount: '800' })])
  })

  test('an entity that is not live proposes nothing', async () => {
    const world = await aWorld({ goLiveAt: null })
    await tellSale(world, { seller: 'acct_nordic' })
    await world.settle(ofInvoice('x'))

    expect(await proposals(world)).toEqual([])
  })
})

describe('a refund', () => {
  test('before execution voids the proposal and proposes what is left', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.settle(ofInvoice('x'))
    await world.tell(refundOf(world, 'x', { part: '1', amount: 3_000n }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'proposed', versionsWritten: 1 })
    expect((await proposals(world)).map(({ state, amount }) => [state, amount])).toEqual([
      ['void', '8000'],
      ['needs_approval', '5600'],
    ])
    expect(await ledger(world)).toEqual({
      buyer_funds: '10000',
      refund_clearing: '-3000',
      commission: '-1400',
      seller_payable: '-5600',
    })
  })

  test('of everything leaves nothing to propose', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.settle(ofInvoice('x'))
    await world.tell(refundOf(world, 'x', { part: '1', amount: 10_000n }))

    expect(await world.settle(ofInvoice('x'))).toMatchObject({ state: 'refunded' })
    expect((await proposals(world)).map(({ state }) => state)).toEqual(['void'])
    expect(await ledger(world)).toEqual({ buyer_funds: '10000', refund_clearing: '-10000' })
  })

  test("after the transfer proposes to take the seller's part back, once", async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.tell(transferOf(world, 'x', { amount: 8_000n }))
    await world.settle(ofInvoice('x'))
    await world.tell(refundOf(world, 'x', { part: '1', amount: 2_500n }))
    await world.settle(ofInvoice('x'))
    await world.settle(ofInvoice('x'))

    expect(await proposals(world)).toEqual([
      expect.objectContaining({
        kind: 'transfer.reverse',
        amount: '2000',
        args: expect.objectContaining({ transferId: 'tr_x' }),
      }),
    ])
    await world.tell(
      transferOf(world, 'x', { amount: 8_000n, reversed: 2_000n, asOf: new Date('2026-11-13T00:00:00Z') }),
    )
    await world.settle(ofInvoice('x'))
    expect((await proposals(world)).map(({ state }) => state)).toEqual(['void'])
    expect(await shares(world)).toEqual([{ owed: '6000', transferred: '6000', state: 'adopted' }])
  })

  test('that fails gives the shares back', async () => {
    const world = await aWorld()
    await tellSale(world, { seller: 'acct_nordic' })
    await world.tell(refundOf(world, 'x', { part: '1', amount: 3_000n }))
    await world.settle(ofInvoice('x'))
    await world.tell(
      refundOf(world, 'x', { part: '1', amount: 3_000n, status: 'failed', asOf: new Date('2026-11-15T00:00:00Z') }),
    )
    await world.settle(ofInvoice('x'))

    expect(await ledger(world)).toEqual({ buyer_funds: '10000', commission: '-2000', seller_payable: '-8000' })
    expect((await proposals(world)).at(-1)).toMatchObject({ state: 'needs_approval', amount: '8000' })
  })
})

test('a charge settled before its invoice was known is settled as the invoice in the end', async () => {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic' })
  const facts = paidInvoice(world, 'x', { metadata: { seller: 'acct_nordic' } })
  const { invoice, invoice_line, invoice_payment, ...charge } = facts
  await world.tell(charge)
  await world.tell(refundOf(world, 'x', { part: '1', amount: 3_000n }))
  expect(await world.settle({ kind: 'charge', id: 'ch_x' })).toMatchObject({ state: 'proposed' })
  await world.tell({ invoice: invoice ?? [], invoice_line: invoice_line ?? [], invoice_payment: invoice_payment ?? [] })
  await world.settle({ kind: 'charge', id: 'ch_x' })
  await world.settle(ofInvoice('x'))

  expect((await settlements(world)).map(({ source_kind, state }) => [source_kind, state])).toEqual([
    ['charge', 'nothing_collected'],
    ['invoice', 'proposed'],
  ])
  expect((await proposals(world)).map(({ state, amount }) => [state, amount])).toEqual([
    ['void', '5600'],
    ['needs_approval', '5600'],
  ])
  expect(await ledger(world)).toEqual({
    buyer_funds: '10000',
    refund_clearing: '-3000',
    commission: '-1400',
    seller_payable: '-5600',
  })
})

test('the same facts in any order and any number of runs end in the same books, shares and open proposals', async () => {
  const orders = [
    ['seller', 'invoice', 'charge', 'refund1', 'refund2', 'transfer'],
    ['transfer', 'refund2', 'refund1', 'charge', 'invoice', 'seller'],
    ['charge', 'refund2', 'seller', 'transfer', 'invoice', 'refund1'],
    ['refund1', 'charge', 'transfer', 'refund2', 'seller', 'invoice'],
  ]
  const ends = []
  for (const order of orders) ends.push(await endOf(order))

  for (const end of ends) expect(end).toEqual(ends[0])
  expect(ends[0]).toMatchObject({ open: [['transfer.reverse', '2666']] })
})

/** Tells one story in an order of its own, settling after every fact. */
async function endOf(order: readonly string[]) {
  const world = await aWorld()
  const { charge, payment_intent, balance_transaction, ...bill } = paidInvoice(world, 'x')
  const facts: Record<string, () => Promise<void>> = {
    seller: () => world.tellSeller({ id: 'acct_nordic' }),
    invoice: () => world.tell(bill),
    charge: () =>
      world.tell({
        charge: charge ?? [],
        payment_intent: payment_intent ?? [],
        balance_transaction: balance_transaction ?? [],
      }),
    refund1: () =>
      world.tell(refundOf(world, 'x', { part: '1', amount: 1_111n, at: new Date('2026-11-12T00:00:00Z') })),
    refund2: () =>
      world.tell(refundOf(world, 'x', { part: '2', amount: 2_222n, at: new Date('2026-11-13T00:00:00Z') })),
    transfer: () => world.tell(transferOf(world, 'x', { amount: 8_000n })),
  }
  for (const fact of order) {
    await facts[fact]?.()
    await world.settle({ kind: 'charge', id: 'ch_x' })
    await world.settle(ofInvoice('x'))
  }
  const open = (await proposals(world))
    .filter(({ state }) => state === 'needs_approval')
    .map(({ kind, amount }) => [kind, amount])
  const [invoice] = (await settlements(world)).filter(({ source_kind }) => source_kind === 'invoice')
  const lines = await world.rows(
    `SELECT l.line_no, sum(l.gross_minor)::text AS gross, sum(l.seller_minor)::text AS seller FROM settlement_line l
       JOIN settlement s ON s.id = l.settlement_id WHERE s.source_kind = 'invoice' GROUP BY 1 ORDER BY 1`,
  )
  return {
    ledger: await ledger(world),
    shares: (await shares(world)).filter(({ state }) => state !== 'void'),
    open,
    lines,
    state: invoice?.state,
    summary: invoice?.summary,
  }
}

async function tellSale(world: World, metadata: Record<string, string>, seller: object = {}): Promise<void> {
  await world.tellSeller({ id: 'acct_nordic', ...seller })
  await world.tell(paidInvoice(world, 'x', { lines: [{ amount: 10_000n, metadata }] }))
}

const settlements = (world: World) =>
  world.rows<{ source_kind: string; state: string; state_reason: string; summary: string; transfer_group: string }>(
    'SELECT source_kind, state, state_reason, summary, transfer_group FROM settlement ORDER BY source_kind, source_id',
  )
const proposals = (world: World) =>
  world.rows<{ kind: string; state: string; amount: string; summary: string; args: object }>(
    'SELECT kind, state, amount_minor::text AS amount, summary, arguments::jsonb AS args FROM proposal ORDER BY id',
  )
const tickets = (world: World) =>
  world.rows<{ code: string; title: string; state: string }>('SELECT code, title, state FROM ticket ORDER BY id')
const shares = (world: World) =>
  world.rows<{ owed: string; transferred: string; state: string }>(
    'SELECT owed_minor::text AS owed, transferred_minor::text AS transferred, state FROM settlement_share ORDER BY seller_id',
  )

async function ledger(world: World): Promise<Record<string, string>> {
  const rows = await world.rows<{ code: string; minor: string }>(
    'SELECT code, sum(balance_minor)::text AS minor FROM ledger_account GROUP BY code HAVING sum(balance_minor) <> 0 ORDER BY code',
  )
  return Object.fromEntries(rows.map(({ code, minor }) => [code, minor]))
}

async function everything(world: World) {
  return {
    settlements: await settlements(world),
    proposals: await proposals(world),
    shares: await shares(world),
    tickets: await tickets(world),
    lines: await world.rows('SELECT * FROM settlement_line ORDER BY settlement_id, version, line_no'),
    entries: await world.rows('SELECT id FROM journal_entry ORDER BY id'),
    audit: await world.rows('SELECT id FROM audit_record ORDER BY id'),
  }
}
