import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringUpToDate, ROUNDS_PER_QUESTION } from '#lib/analytics/rollup/bring-up-to-date.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { cash, disputeOf } from '#lib/settlements/testing-connect.ts'
import { aWorld, paidInvoice, plainPayment, refundOf, type World } from '#lib/settlements/testing-world.ts'
import { GOLD_FACTS } from './facts.ts'

let world: World
let rows: Rows

beforeAll(async () => {
  world = await aWorld()
  rows = await openRows()
  for (const name of SELLERS) await world.tellSeller({ id: name, name })
})

afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const SELLERS = ['acct_nordic', 'acct_luna', 'acct_ember']
let made = 0

/** Near midnight and the ends of months, where days of the books and of the clock differ. */
const instant = fc.constantFrom(
  '2026-09-30T21:59:59Z',
  '2026-09-30T22:00:00Z',
  '2026-10-15T12:00:00Z',
  '2026-10-31T22:59:59Z',
  '2026-10-31T23:00:00Z',
  '2026-11-10T09:00:00Z',
)
const amount = fc.bigInt({ min: 1n, max: 90_000n })
const seller = fc.constantFrom(...SELLERS)
const change = fc.oneof(
  fc.record({ kind: fc.constant('sale' as const), amount, seller, at: instant }),
  fc.record({
    kind: fc.constant('invoice' as const),
    amounts: fc.tuple(amount, amount),
    sellers: fc.tuple(seller, seller),
    at: instant,
  }),
  fc.record({
    kind: fc.constant('refund' as const),
    of: fc.nat(),
    percent: fc.bigInt({ min: 1n, max: 50n }),
    at: instant,
  }),
  fc.record({ kind: fc.constant('refund fails' as const), of: fc.nat() }),
  fc.record({
    kind: fc.constant('dispute' as const),
    of: fc.nat(),
    status: fc.constantFrom('needs_response', 'won', 'lost', 'warning_closed'),
  }),
  fc.record({
    kind: fc.constant('payout' as const),
    amount,
    seller,
    status: fc.constantFrom('paid', 'failed', 'in_transit', 'canceled'),
    at: instant,
  }),
)
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

type Known = {
  readonly name: string
  readonly amount: bigint
  readonly source: { kind: 'charge' | 'invoice'; id: string }
  refunds: number
}

async function tell(one: Change, sales: Known[]): Promise<void> {
  made += 1
  const name = `p${made}`
  const target = 'of' in one ? sales[one.of % Math.max(1, sales.length)] : undefined
  if ('of' in one && target === undefined) return
  switch (one.kind) {
    case 'sale':
      await world.tell(
        plainPayment(world, name, { amount: one.amount, paidAt: new Date(one.at), metadata: { seller: one.seller } }),
      )
      return settled(sales, { name, amount: one.amount, source: { kind: 'charge', id: `ch_${name}` }, refunds: 0 })
    case 'invoice': {
      const lines = one.amounts.map((part, index) => ({ amount: part, metadata: { seller: one.sellers[index] ?? '' } }))
      const whole = one.amounts[0] + one.amounts[1]
      await world.tell(paidInvoice(world, name, { amount: whole, lines, paidAt: new Date(one.at) }))
      return settled(sales, { name, amount: whole, source: { kind: 'invoice', id: `in_${name}` }, refunds: 0 })
    }
    case 'payout':
      return rows.insert('payout', {
        entity_id: world.entity.id,
        account: one.seller,
        id: `po_${name}`,
        status: one.status,
        amount_minor: one.amount.toString(),
        currency: 'usd',
        failure_code: one.status === 'failed' ? 'account_closed' : '',
        created_at: one.at,
        arrival_at: '2026-11-12T00:00:00Z',
      })
    default:
      if (target !== undefined) await takeBack(one, target)
  }
}

async function settled(sales: Known[], sale: Known): Promise<void> {
  await world.settle(sale.source)
  sales.push(sale)
}

async function takeBack(one: Extract<Change, { of: number }>, sale: Known): Promise<void> {
  if (one.kind === 'refund') {
    if (sale.refunds >= 2) return
    sale.refunds += 1
    const part = { part: `${sale.refunds}`, amount: (sale.amount * one.percent) / 100n, at: new Date(one.at) }
    if (part.amount === 0n) return
    await world.tell(refundOf(world, sale.name, part))
  } else if (one.kind === 'refund fails') {
    if (sale.refunds === 0) return
    const [known] = await world.rows<{ amount: bigint; at: Date }>(
      'SELECT amount_minor AS amount, created_at AS at FROM refund WHERE id = $1',
      [`re_${sale.name}_1`],
    )
    if (known === undefined) return
    const asOf = new Date('2026-11-19T09:00:00Z')
    await world.tell(
      refundOf(world, sale.name, { part: '1', amount: known.amount, status: 'failed', at: known.at, asOf }),
    )
  } else {
    const isOpen = one.status !== 'warning_closed'
    await world.tell({
      ...disputeOf(world, sale.name, { amount: sale.amount, status: one.status }),
      ...(isOpen
        ? {
            balance_transaction: [
              cash(world, `du_${sale.name}`, { category: 'dispute', amount: -sale.amount, fee: 1_500n }),
            ],
          }
        : {}),
    })
  }
  await world.settle(sale.source)
}

const KEYS = 'seller, currency, category, method, reason'
const GOLD_SUMS = `sum(gross), sum(refund), sum(lost), sum(commission), sum(seller_part), sum(stripe_fee), sum(orders), sum(payments),
  sum(disputes), sum(paid_out), sum(payout_failures), sum(arrival_seconds), sum(arrived)`
const KEPT_SUMS = `sum(gross_minor), sum(refund_minor), sum(dispute_minor), sum(commission_minor), sum(seller_net_minor), sum(processor_fee_minor),
  sum(orders), sum(payments), sum(disputes), sum(payout_minor), sum(payout_failures), sum(payout_seconds), sum(payouts_arrived)`

/** Rows that one side has and the other has not; days without anything do not count. */
async function differences(table: string, day: string, keys = KEYS): Promise<unknown[]> {
  const kept = `SELECT on_day AS day, ${keys.replace('seller,', 'seller_id,')}, ${KEPT_SUMS} FROM ${table} GROUP BY on_day, ${keys.replace('seller,', 'seller_id,')}`
  const gold = `SELECT ${day} AS day, ${keys}, ${GOLD_SUMS} FROM gold_event GROUP BY ${day}, ${keys}
    HAVING bool_or(gross <> 0 OR refund <> 0 OR lost <> 0 OR commission <> 0 OR seller_part <> 0 OR stripe_fee <> 0 OR orders <> 0
      OR payments <> 0 OR disputes <> 0 OR paid_out <> 0 OR payout_failures <> 0 OR arrived <> 0)`
  const zero = (row: object) =>
    Object.values(row)
      .slice(keys.split(',').length + 1)
      .every((value) => `${value}` === '0')
  const found = await rows.query<object>(`(${gold} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${gold})`)
  return found.filter((row) => !zero(row))
}

test('whatever happens in whatever order, the roll-ups are the raw sum', async () => {
  const sales: Known[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 14 }), async (changes) => {
      for (const one of changes) await tell(one, sales)
      await bringUpToDate(world.entity, ROUNDS_PER_QUESTION)
      await rows.query('BEGIN')
      await rows.query(GOLD_FACTS)
      const found = [
        ...(await differences('analytics_day', 'day')),
        ...(await differences('analytics_month', `date_trunc('month', day)::date`)),
        ...(await differences('analytics_total', 'day', KEYS.replace('seller, ', ''))),
      ]
      await rows.query('ROLLBACK')
      expect(found).toEqual([])
    }),
    { numRuns: 4, endOnFailure: true },
  )
  const [kept] = await rows.query<{ days: number }>('SELECT count(DISTINCT on_day)::int AS days FROM analytics_day')
  expect(kept?.days).toBeGreaterThan(2)
})
