import { DAY } from '../core/clock.ts'
import { Failure } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { setDefaultPaymentMethod } from '../objects/customer.ts'
import { attachPaymentMethod } from '../objects/payment-method.ts'
import { confirmSetupIntent, createSetupIntent } from '../objects/setup-intent.ts'
import { createSubscription } from './create-subscription.ts'
import { taxRatesOf } from './tax.ts'

type SessionRow = Rows['checkout_session']

/** What a buyer's consent on the page makes of a session that is no payment; null when the card is declined. */
export function completeByMode(
  world: World,
  account: string,
  session: SessionRow,
  customer: string,
  method: string,
): Partial<SessionRow> | null {
  try {
    return world.attempt(() =>
      session.mode === 'setup'
        ? keepMethod(world, account, session, customer, method)
        : subscribe(world, account, session, customer, method),
    )
  } catch (error) {
    if (error instanceof Failure && error.spec.type === 'card_error') return null
    throw error
  }
}

function keepMethod(
  world: World,
  account: string,
  session: SessionRow,
  customer: string,
  method: string,
): Partial<SessionRow> {
  const { description, metadata } = session._intent
  const made = createSetupIntent(world, account, {
    customer,
    paymentMethod: method,
    usage: 'off_session',
    description,
    metadata,
  })
  const done = confirmSetupIntent(world, account, made)
  return { setup_intent: done.id, payment_status: 'no_payment_required' }
}

function subscribe(
  world: World,
  account: string,
  session: SessionRow,
  customer: string,
  method: string,
): Partial<SessionRow> {
  const lines = world.store.all('checkout_line', account, { session: session.id })
  const kept = attachPaymentMethod(world, account, method, customer)
  const row = world.require('customer', account, customer)
  if (row.invoice_settings.default_payment_method === null) setDefaultPaymentMethod(world, row, kept.id)
  const isRecurring = ({ price }: (typeof lines)[number]) => price?.recurring != null
  const asked = session._subscription
  const itemOf = ({ price, quantity }: (typeof lines)[number]) => ({ price: price?.id ?? '', quantity: quantity ?? 1 })
  const subscription = createSubscription(world, account, {
    customer,
    items: lines.filter(isRecurring).map((line) => ({ ...itemOf(line), metadata: {} })),
    extras: lines.filter((line) => !isRecurring(line)).map(itemOf),
    metadata: asked?.metadata ?? {},
    trialEnd: asked?.trialEnd ?? (asked?.trialDays ? world.now() + asked.trialDays * DAY : null),
    billingCycleAnchor: null,
    prorates: true,
    paymentBehavior: 'error_if_incomplete',
    cancelAtPeriodEnd: false,
    discounts: asked?.discounts ?? [],
    fields: {
      default_payment_method: kept.id,
      ...(asked?.description && { description: asked.description }),
      ...(asked?.feePercent && { application_fee_percent: asked.feePercent }),
      ...(asked?.transfer && {
        transfer_data: { destination: asked.transfer.destination, amount_percent: asked.transfer.amountPercent },
      }),
      ...(asked?.taxRates.length && {
        default_tax_rates: taxRatesOf(world, account, asked.taxRates, 'subscription_data[default_tax_rates]'),
      }),
    },
  })
  const invoice = world.require('invoice', account, String(subscription.latest_invoice))
  const isPaid = invoice.status === 'paid'
  return {
    amount_subtotal: invoice.subtotal,
    amount_total: invoice.total,
    invoice: invoice.id,
    payment_status: !isPaid ? 'unpaid' : invoice.amount_paid > 0 ? 'paid' : 'no_payment_required',
    subscription: subscription.id,
  }
}
