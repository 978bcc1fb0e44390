import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { World } from '../core/world.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { createPrice, createProduct } from '../objects/catalogue.ts'
import { createCustomer } from '../objects/customer.ts'
import { netOf } from '../objects/invoice-totals.ts'
import { openBench } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { createCoupon } from './coupon.ts'
import { createSubscription, type NewSubscription } from './create-subscription.ts'
import { plusIntervals } from './period.ts'
import { itemsOf } from './subscription-item.ts'
import { updateSubscription } from './update-subscription.ts'

const DAY = 86_400
const bare = { metadata: {}, active: true }

function openWorld(world: World, currency = 'usd') {
  const account = world.platform
  const product = createProduct(world, account, { ...bare, name: 'Membership', description: null }).id
  const priceOf = (unitAmount: number, interval = 'month') =>
    createPrice(world, account, {
      ...bare,
      product,
      currency,
      unitAmount,
      nickname: null,
      lookupKey: null,
      recurring: { interval, count: 1, trialDays: null },
    }).id
  const subscribe = (wanted: Partial<NewSubscription> & Pick<NewSubscription, 'items'>, card = 'pm_card_visa') =>
    createSubscription(world, account, {
      customer: createCustomer(world, account, { name: null, email: null, metadata: {}, defaultPaymentMethod: card })
        .id,
      extras: [],
      metadata: {},
      trialEnd: null,
      billingCycleAnchor: null,
      prorates: true,
      paymentBehavior: 'allow_incomplete',
      cancelAtPeriodEnd: false,
      discounts: [],
      fields: {},
      ...wanted,
    })
  return { account, priceOf, subscribe }
}

const COUPON = {
  id: null,
  amountOff: null,
  currency: null,
  duration: 'forever' as const,
  months: null,
  maxRedemptions: null,
  redeemBy: null,
  products: null,
  name: null,
  metadata: {},
}

const change = {
  extras: [],
  proration: 'create_prorations' as const,
  prorationDate: null,
  resetsAnchor: false,
  trialEnd: null,
  paymentBehavior: 'allow_incomplete' as const,
  fields: {},
}

const changes = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 400_000 }),
    unitAmount: fc.integer({ min: 0, max: 99_999 }),
    quantity: fc.integer({ min: 0, max: 7 }),
    invoices: fc.boolean(),
  }),
  { maxLength: 6 },
)

test('whatever is changed within a period, it costs what each second of it cost, to a minor unit per line', async () => {
  const { sandbox } = await openBench()
  const { world } = sandbox
  const { account, priceOf, subscribe } = openWorld(world)
  fc.assert(
    fc.property(
      changes,
      fc.integer({ min: 100, max: 99_999 }),
      fc.constantFrom(0, 50, 12.5),
      (walk, unitAmount, off) => {
        world.transaction(() => {
          const start = world.now()
          const net = (gross: number) => (gross * (1000 - off * 10)) / 1000
          const coupon = off > 0 && createCoupon(world, account, { ...COUPON, percentOff: off }).id
          let subscription = subscribe({
            items: [{ price: priceOf(unitAmount), quantity: 1, metadata: {} }],
            discounts: coupon ? [{ coupon }] : [],
          })
          const item = itemsOf(world, account, subscription.id)[0]?.id ?? ''
          const length = plusIntervals(start, { interval: 'month', count: 1 }, 1) - start
          let rate = unitAmount
          const scale = 1000n
          let at = start
          let owed = 0n
          for (const { wait, invoices, quantity, unitAmount: next } of walk) {
            const then = Math.min(at + wait, start + length - 1)
            owed += BigInt(net(rate) * 1000) * BigInt(then - at)
            subscription = world.clock.at(then, () =>
              updateSubscription(world, account, subscription, {
                ...change,
                items: [{ id: item, price: priceOf(next), quantity, metadata: null, deleted: false }],
                proration: invoices ? 'always_invoice' : 'create_prorations',
              }),
            )
            rate = next * quantity
            at = then
          }
          owed += BigInt(net(rate) * 1000) * BigInt(start + length - at)
          const invoices = world.store.all('invoice', account, { subscription: subscription.id })
          const lines = invoices.flatMap(({ id }) => world.store.all('line_item', account, { invoice: id }))
          const pending = world.store
            .all('invoiceitem', account, { customer: String(subscription.customer) })
            .filter(({ invoice }) => invoice === null)
          const billed = [...lines.map(netOf), ...pending.map(({ amount }) => amount)]
          const sum = billed.reduce((total, amount) => total + BigInt(amount), 0n)
          const wrong = sum * BigInt(length) * scale - owed
          expect(wrong < 0n ? -wrong : wrong).toBeLessThanOrEqual(BigInt(length) * scale * BigInt(billed.length))
          for (const { id, subtotal, total, total_discount_amounts } of invoices) {
            const own = lines.filter(({ invoice }) => invoice === id)
            expect(subtotal).toBe(own.reduce((part, { amount }) => part + amount, 0))
            expect(total).toBe(own.reduce((part, line) => part + netOf(line), 0))
            expect(subtotal - total).toBe((total_discount_amounts ?? []).reduce((part, { amount }) => part + amount, 0))
          }
        })
      },
    ),
    { numRuns: 60, seed: 3, endOnFailure: true },
  )
  expect(brokenInvariants(world)).toEqual([])
})

/** Subscriptions of every kind, and then so much time in one jump or in many. */
async function live(jumps: readonly number[]) {
  const { sandbox } = await openBench({ end: '2026-10-31' })
  const { world } = sandbox
  const { account, priceOf, subscribe } = openWorld(world)
  const started = world.now()
  world.transaction(() => {
    const monthly = { price: priceOf(3000), quantity: 2, metadata: {} }
    const weekly = { price: priceOf(700, 'week'), quantity: 1, metadata: {} }
    subscribe({ items: [monthly, weekly] })
    subscribe({ items: [monthly], trialEnd: started + 9 * DAY })
    subscribe({ items: [weekly], billingCycleAnchor: started + 2 * DAY })
    subscribe({ items: [weekly], cancelAtPeriodEnd: true })
    subscribe({ items: [monthly], trialEnd: started + 5 * DAY }, 'pm_card_chargeCustomerFail')
    subscribe({ items: [monthly] }, 'pm_card_chargeCustomerFail')
    subscribe({ items: [weekly] }, 'pm_usBankAccount_success')
  })
  for (const jump of jumps) {
    runDueJobs(world, world.now() + jump)
    world.clock.set(world.now() + jump)
  }
  expect(brokenInvariants(world)).toEqual([])
  return (['subscription', 'subscription_item', 'invoice', 'line_item', 'event', 'balance_transaction'] as const).map(
    (kind) => world.store.all(kind, account),
  )
}

test('one jump of the clock does the same as many small ones', async () => {
  const total = 70 * DAY
  const parts = fc.sample(fc.integer({ min: 1, max: 5 * DAY }), { numRuns: 12, seed: 5 })
  const rest = total - parts.reduce((sum, part) => sum + part, 0)
  expect(await live([...parts, rest])).toEqual(await live([total]))
})
