import { createSubscription } from '../billing/create-subscription.ts'
import { createCreditNote } from '../billing/credit-note.ts'
import { moveBalance } from '../billing/customer-balance.ts'
import { finishSubscription } from '../billing/finish-subscription.ts'
import { itemsOf } from '../billing/subscription-item.ts'
import { updateSubscription } from '../billing/update-subscription.ts'
import type { World } from '../core/world.ts'
import { createPrice, createProduct } from '../objects/catalogue.ts'
import { createCustomer } from '../objects/customer.ts'
import { type Act, anyOf, placeOf, type Stage, type Step, sellerOf } from './acts.ts'

const bare = { metadata: {}, active: true }
const CARDS = ['pm_card_visa', 'pm_card_chargeCustomerFail', 'pm_usBankAccount_insufficientFunds'] as const

function priceFor(world: World, account: string, unitAmount: number): string {
  const product = createProduct(world, account, { ...bare, name: 'Box', description: null }).id
  const recurring = { interval: 'month', count: 1, trialDays: null }
  const price = { ...bare, product, currency: 'usd', unitAmount, nickname: null, lookupKey: null, recurring }
  return createPrice(world, account, price).id
}

function subscribe(stage: Stage, step: Step): void {
  const { world } = stage
  const account = placeOf(stage, step)
  const card = CARDS[step.pick % CARDS.length] ?? CARDS[0]
  const isPlatform = account === world.platform
  createSubscription(world, account, {
    customer: createCustomer(world, account, { name: null, email: null, metadata: {}, defaultPaymentMethod: card }).id,
    items: [{ price: priceFor(world, account, step.size), quantity: 1 + (step.pick % 3), metadata: {} }],
    extras: [],
    metadata: {},
    trialEnd: step.size % 5 === 0 ? world.now() + 400_000 : null,
    billingCycleAnchor: null,
    prorates: true,
    paymentBehavior: 'allow_incomplete',
    cancelAtPeriodEnd: step.size % 4 === 0,
    discounts: [],
    fields: isPlatform
      ? { application_fee_percent: 10, transfer_data: { destination: sellerOf(stage, step), amount_percent: null } }
      : { application_fee_percent: 7.5 },
  })
}

function change(stage: Stage, step: Step): void {
  const account = placeOf(stage, step)
  const subscription = anyOf(stage.world, 'subscription', account, step.pick)
  const [item] = subscription === undefined ? [] : itemsOf(stage.world, account, subscription.id)
  if (subscription === undefined || item === undefined) return
  updateSubscription(stage.world, account, subscription, {
    items: [{ id: item.id, price: null, quantity: step.size % 6, metadata: null, deleted: false }],
    extras: [],
    proration: step.size % 2 === 0 ? 'always_invoice' : 'create_prorations',
    prorationDate: null,
    resetsAnchor: step.size % 7 === 0,
    trialEnd: null,
    paymentBehavior: 'allow_incomplete',
    fields: {},
  })
}

function unsubscribe(stage: Stage, step: Step): void {
  const account = placeOf(stage, step)
  const subscription = anyOf(stage.world, 'subscription', account, step.pick)
  if (subscription?.ended_at !== null) return
  const how = { credits: step.size % 2 === 0, invoices: step.size % 3 === 0, reason: 'cancellation_requested' } as const
  finishSubscription(stage.world, account, subscription, how)
}

function credit(stage: Stage, step: Step): void {
  const account = placeOf(stage, step)
  const invoice = anyOf(stage.world, 'invoice', account, step.pick)
  if (invoice === undefined) return
  const amount = 1 + (step.size % 500)
  const isPaid = invoice.status === 'paid'
  const isRefunded = isPaid && step.size % 2 === 0
  createCreditNote(stage.world, account, {
    invoice: invoice.id,
    lines: [{ of: null, description: null, unitAmount: amount, quantity: 1, taxRates: [], metadata: {} }],
    refundAmount: isRefunded ? amount : 0,
    creditAmount: isPaid && !isRefunded ? amount : 0,
    outOfBandAmount: 0,
    refunds: [],
    reason: null,
    memo: null,
    metadata: {},
  })
}

function adjust(stage: Stage, step: Step): void {
  const account = placeOf(stage, step)
  const customer = anyOf(stage.world, 'customer', account, step.pick)
  if (customer === undefined) return
  moveBalance(stage.world, account, customer, { amount: (step.size % 900) - 450, currency: 'usd', type: 'adjustment' })
}

/** What subscriptions and their invoices do to money. */
export const BILLING_ACTS: Readonly<Record<string, Act>> = { subscribe, change, unsubscribe, credit, adjust }
