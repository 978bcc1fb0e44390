import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BalanceSnapshot } from '#lib/ledger/balance-snapshot.ts'
import { credit, type DraftLine, debit } from '#lib/ledger/entry.ts'
import { type Books, NOW, someBooks } from '#lib/ledger/periods/testing.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { proveDay } from './day-proof.ts'
import { freshness } from './freshness.ts'
import { daysOfMonth } from './list-days.ts'
import { exitCodeOf } from './proof-command.ts'
import { readDayPage } from './read-day-page.ts'
import { signDay } from './sign-day.ts'
import { keepReading } from './stripe-reading.ts'

let rows: Rows
beforeAll(async () => {
  rows = await openRows()
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const DAY = '2026-11-19'

type Fact = {
  readonly id: string
  /** An instant; the accounting day is its day in Berlin. */
  readonly at: string
  readonly on: string
  readonly rule: string
  readonly net: bigint
  readonly lines: readonly DraftLine[]
}

/** A balance transaction as the mirror and the journal have it. */
async function happened(books: Books, { id, at, on, rule, net, lines }: Fact): Promise<void> {
  await rows.insert('balance_transaction', {
    entity_id: books.entity.id,
    livemode: false,
    account: books.entity.stripeAccount,
    id,
    type: rule,
    reporting_category: rule,
    amount_minor: net.toString(),
    fee_minor: '0',
    net_minor: net.toString(),
    currency: 'USD',
    balance_type: 'payments',
    fee_details: '[]',
    created_at: at,
    available_on: at,
  })
  await books.work((tx) =>
    postEntries(
      tx,
      [
        {
          book: 'platform',
          sourceKind: 'balance_transaction',
          sourceAccount: books.entity.stripeAccount,
          sourceId: id,
          sourcePart: '1',
          rule: `${rule}@1`,
          accountingOn: on,
          occurredAt: new Date(at),
          description: id,
          refs: [],
          lines,
        },
      ],
      NOW,
    ),
  )
}

/** 500.00 from before; a sale of 100.00 and its transfer; a payout; the next day has begun with another sale. */
async function theDay(books: Books): Promise<void> {
  const sale = (id: string, at: string, on: string): Fact => ({
    id,
    at,
    on,
    rule: 'charge',
    net: 9_680n,
    lines: [
      debit('stripe_balance', 9_680n, 'USD'),
      debit('processor_fees', 320n, 'USD'),
      credit('buyer_funds', 10_000n, 'USD'),
    ],
  })
  await happened(books, {
    id: 'txn_before',
    at: '2026-11-18T10:00:00Z',
    on: '2026-11-18',
    rule: 'topup',
    net: 50_000n,
    lines: [debit('stripe_balance', 50_000n, 'USD'), credit('topups_in_transit', 50_000n, 'USD')],
  })
  // Half past midnight in Berlin: the day before in UTC.
  await happened(books, sale('txn_sale', '2026-11-18T23:30:00Z', DAY))
  await books.work((tx) =>
    postEntries(
      tx,
      [
        {
          book: 'platform',
          sourceKind: 'settlement',
          sourceAccount: books.entity.stripeAccount,
          sourceId: 'stl_sale',
          sourcePart: '1',
          rule: 'settlement@1',
          accountingOn: DAY,
          occurredAt: new Date('2026-11-19T09:00:00Z'),
          description: 'stl_sale',
          refs: [],
          lines: [
            debit('buyer_funds', 10_000n, 'USD'),
            credit('seller_payable', 8_000n, 'USD', 'sel_1'),
            credit('commission', 2_000n, 'USD'),
          ],
        },
      ],
      NOW,
    ),
  )
  await happened(books, {
    id: 'txn_transfer',
    at: '2026-11-19T12:00:00Z',
    on: DAY,
    rule: 'transfer',
    net: -5_000n,
    lines: [debit('seller_payable', 5_000n, 'USD', 'sel_1'), credit('stripe_balance', 5_000n, 'USD')],
  })
  await happened(books, {
    id: 'txn_payout',
    at: '2026-11-19T18:00:00Z',
    on: DAY,
    rule: 'payout',
    net: -30_000n,
    lines: [debit('payouts_in_transit', 30_000n, 'USD'), credit('stripe_balance', 30_000n, 'USD')],
  })
  await rows.insert('payout', {
    entity_id: books.entity.id,
    livemode: false,
    account: books.entity.stripeAccount,
    id: 'po_1',
    amount_minor: '30000',
    currency: 'USD',
    status: 'in_transit',
    created_at: '2026-11-19T18:00:00Z',
    arrival_at: '2026-11-23T00:00:00Z',
  })
  await happened(books, sale('txn_next', '2026-11-20T09:00:00Z', '2026-11-20'))
}

/** Stripe's balance as it is read at noon of the next day, by so much off from what happened. */
function read(books: Books, off = 0n): Promise<void> {
  const funds = [{ balanceType: 'payments', currency: 'USD', availableMinor: 34_360n + off, pendingMinor: 0n }]
  const snapshot: BalanceSnapshot = {
    account: books.entity.stripeAccount,
    takenAt: NOW,
    before: funds,
    after: funds,
    newest: [{ id: 'txn_next', createdAt: new Date('2026-11-20T09:00:00Z') }],
    problem: '',
  }
  return books.work((tx) => keepReading(tx, books.entity, [snapshot], NOW))
}

const prove = (books: Books, day = DAY) => proveDay(SYSTEM(books.entity), { entity: books.entity, day, at: NOW })

async function sign(books: Books, personId: string, comment = '', token?: string) {
  const shown = token ?? (await prove(books)).token
  return signDay({ actor: books.person(personId), day: DAY, token: shown, comment, at: NOW })
}

async function books() {
  const made = await someBooks()
  await theDay(made)
  return made
}

test('the worked day: opening, in, out and closing in the book time zone, Stripe at the day’s end, and cover', async () => {
  const own = await books()
  await read(own)

  expect(exitCodeOf((await prove(own)).figures)).toBe(0)
  const { figures, isOver, readAt } = await prove(own)

  expect(isOver).toBe(true)
  expect(readAt).toBe(NOW.toISOString())
  expect(figures).toMatchObject({ day: DAY, timeZone: 'Europe/Berlin' })
  expect(figures.cash).toEqual([
    {
      code: 'stripe_balance',
      subject: '',
      name: 'Stripe balance',
      currency: 'USD',
      openingMinor: '50000',
      movements: [
        { rule: 'charge', count: '1', inMinor: '9680', outMinor: '0' },
        { rule: 'payout', count: '1', inMinor: '0', outMinor: '-30000' },
        { rule: 'transfer', count: '1', inMinor: '0', outMinor: '-5000' },
      ],
      inMinor: '9680',
      outMinor: '-35000',
      closingMinor: '24680',
      offMinor: '0',
      stripeMinor: '24680',
      differenceMinor: '0',
    },
  ])
  expect(figures.cover).toEqual([
    { currency: 'USD', heldMinor: '24680', inTransitMinor: '30000', owedMinor: '3000', ratioBps: '182267' },
  ])
})

test('the day that is running is compared as well, and cannot be signed', async () => {
  const own = await books()
  await read(own)
  const { figures, isOver, token } = await prove(own, '2026-11-20')

  expect(isOver).toBe(false)
  expect(figures.cash[0]).toMatchObject({ openingMinor: '24680', closingMinor: '34360', differenceMinor: '0' })
  await expect(
    signDay({ actor: own.person('per_ada'), day: '2026-11-20', token, comment: '', at: NOW }),
  ).rejects.toMatchObject({ code: 'days.not_over' })
})

test('a day that adds up is signed with what was shown, once, and stays as it was', async () => {
  const own = await books()
  await read(own)
  const { token } = await prove(own)
  await expect(sign(own, 'per_ada', '', token.replace(/^./, token.startsWith('0') ? '1' : '0'))).rejects.toMatchObject({
    code: 'days.figures_moved',
  })

  await sign(own, 'per_ada')

  await expect(sign(own, 'per_bo')).rejects.toMatchObject({
    code: 'days.signed',
    message: expect.stringContaining('per_ada signed this day at 2026-11-20 12:00 UTC'),
  })
  await expect(
    own.work((tx) => tx.exec('DELETE FROM day_signature WHERE entity_id = $1', [own.entity.id])),
  ).rejects.toThrow()
  const others = await someBooks()
  const [seen] = await others.work((tx) => tx.sql<{ count: bigint }>('SELECT count(*) AS count FROM day_signature'))
  expect(seen?.count).toBe(0n)
  await expect(
    own.work((tx) =>
      tx.exec(
        `INSERT INTO day_signature (entity_id, livemode, "on", shown, content_hash, line_count, comment, signed_by, signed_at)
         SELECT entity_id, livemode, "on" + 1, shown || ' ', content_hash, line_count, comment, signed_by, signed_at FROM day_signature`,
      ),
    ),
  ).rejects.toThrow()
  await expect(
    own.work((tx) => tx.exec("UPDATE day_signature SET comment = 'x' WHERE entity_id = $1", [own.entity.id])),
  ).rejects.toThrow()
})

test('of two people who sign at once one wins, and the other is told who', async () => {
  const own = await books()
  await read(own)
  const { token } = await prove(own)

  const ends = await Promise.allSettled([sign(own, 'per_ada', '', token), sign(own, 'per_bo', '', token)])

  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'days.signed' } })
})

test('a day that differs from Stripe, or that nobody compared, is signed with a comment only', async () => {
  const own = await books()
  await expect(sign(own, 'per_ada')).rejects.toMatchObject({
    code: 'days.off',
    message: expect.stringContaining('was not read since the day ended'),
  })
  expect(exitCodeOf((await prove(own)).figures)).toBe(2)
  await read(own, -500n)
  expect(exitCodeOf((await prove(own)).figures)).toBe(1)
  await expect(sign(own, 'per_ada')).rejects.toMatchObject({
    code: 'days.off',
    field: 'comment',
    message: expect.stringContaining('Stripe held 5.00 USD less than the books'),
  })

  await sign(own, 'per_ada', 'Stripe corrects a fee tomorrow, ticket 4711.')

  const page = await readDayPage(own.person('per_ada'), DAY, NOW)
  expect(page).toMatchObject({ state: 'explained', late: [] })
})

test('what is posted to a signed day later shows, with what it is', async () => {
  const own = await books()
  await read(own)
  await sign(own, 'per_ada')
  await happened(own, {
    id: 'txn_late',
    at: '2026-11-19T20:00:00Z',
    on: DAY,
    rule: 'refund',
    net: -1_000n,
    lines: [debit('refund_clearing', 1_000n, 'USD'), credit('stripe_balance', 1_000n, 'USD')],
  })

  const page = await readDayPage(own.person('per_ada'), DAY, NOW)

  expect(page).toMatchObject({
    state: 'changed',
    lateCount: '1',
    late: [{ description: 'txn_late', rule: 'refund', amount: { minor: '-1000', currency: 'USD' } }],
  })
  expect(page?.signature?.shown.figures.cash[0]?.closingMinor).toBe('24680')
  const listed = await inTransaction(SYSTEM(own.entity), (tx) => daysOfMonth(tx, own.entity, null, NOW))
  expect(listed.rows.slice(0, 3).map(({ day, state }) => [day, state])).toEqual([
    ['2026-11-20', 'running'],
    [DAY, 'changed'],
    ['2026-11-18', 'not_signed'],
  ])
  expect(listed).toMatchObject({ month: '2026-11', earlier: null, later: null })
  expect(listed.rows).toHaveLength(3)
})

test('a balance that moved while it was read replaces nothing, and says so', async () => {
  const own = await books()
  await read(own)
  const moved = (minor: bigint) => [
    { balanceType: 'payments', currency: 'USD', availableMinor: minor, pendingMinor: 0n },
  ]
  const later = new Date('2026-11-20T12:15:00Z')
  await own.work((tx) =>
    keepReading(
      tx,
      own.entity,
      [
        {
          account: own.entity.stripeAccount,
          takenAt: later,
          before: moved(1n),
          after: moved(2n),
          newest: [],
          problem: '',
        },
      ],
      later,
    ),
  )

  const page = await readDayPage(own.person('per_ada'), DAY, later)
  expect(page).toMatchObject({ readingProblem: 'The balance changed while it was read.' })
  expect(page?.proof.readAt).toBe(NOW.toISOString())
})

test('a payout that failed the day after was still in transit at the day’s end', async () => {
  const own = await books()
  const cover = async (day: string) => (await prove(own, day)).figures.cover[0]
  await rows.query(
    `UPDATE payout SET status = 'failed', failure_balance_transaction_id = 'txn_back' WHERE entity_id = $1`,
    [own.entity.id],
  )
  await happened(own, {
    id: 'txn_back',
    at: '2026-11-20T08:00:00Z',
    on: '2026-11-20',
    rule: 'payout_failure',
    net: 30_000n,
    lines: [debit('stripe_balance', 30_000n, 'USD'), credit('payouts_in_transit', 30_000n, 'USD')],
  })

  expect(await cover(DAY)).toMatchObject({ heldMinor: '24680', inTransitMinor: '30000' })
  expect(await cover('2026-11-20')).toMatchObject({ heldMinor: '64360', inTransitMinor: '0' })
})

test('days before the books and days to come have no page', async () => {
  const own = await books()
  expect(await readDayPage(own.person('per_ada'), '2026-11-17', NOW)).toBeNull()
  expect(await readDayPage(own.person('per_ada'), '2026-11-21', NOW)).toBeNull()
})

test('each source says when it was last heard of, and what to do when it is silent', async () => {
  const own = await someBooks()
  await rows.insert('bank_account', {
    id: `bank_${own.entity.id}`,
    entity_id: own.entity.id,
    livemode: false,
    name: 'Giro',
    currency: 'USD',
  })
  await rows.insert('bank_file', {
    id: `bfl_${own.entity.id}`,
    entity_id: own.entity.id,
    livemode: false,
    bank_account_id: `bank_${own.entity.id}`,
    state: 'imported',
    last_on: '2026-11-15',
  })
  await read(own)

  const sources = await own.work((tx) => freshness(tx, own.entity, NOW))

  expect(sources.map(({ label, state, seenAt }) => [label, state, seenAt])).toEqual([
    ['Worker', 'never', null],
    ['Events from Stripe', 'never', null],
    ['Balance transactions', 'never', null],
    ['Payouts', 'never', null],
    ['Stripe’s balance', 'fresh', NOW.toISOString()],
    ['Bank statements: Giro', 'late', '2026-11-15'],
    ['Order records', 'never', null],
  ])
  expect(sources.find(({ kind }) => kind === 'bank')?.remedy).toBe('Import the statements since then.')
})
