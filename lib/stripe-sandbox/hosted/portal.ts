import { endingFields } from '../billing/ending.ts'
import { itemsOf } from '../billing/subscription-item.ts'
import { isOver } from '../billing/subscription-state.ts'
import { updateSubscription } from '../billing/update-subscription.ts'
import { dateOf } from '../core/clock.ts'
import { displayAmount } from '../core/currency.ts'
import type { Rows, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { setDefaultPaymentMethod } from '../objects/customer.ts'
import { attachPaymentMethod } from '../objects/payment-method.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { document, escapeHtml, type HostedAnswer } from './page.ts'

/** The customer portal: what is subscribed to, with ways to leave, to stay, and to pay with another card. */
export function portalPage(world: World, method: string, id: string, way: string): HostedAnswer {
  const found = world.store.findAnywhere('portal_session', id)
  if (!found) return { status: 404, html: document('Not here', '<h1>There is no such portal</h1>') }
  const { account, row } = found
  if (method === 'POST' && way !== '') {
    world.transaction(() => act(world, account, row, way))
    return { location: `/_hosted/portal/${id}` }
  }
  const shown = world.store
    .all('subscription', account, { customer: row.customer })
    .filter((subscription) => !isOver(subscription))
    .map((subscription) => line(world, account, id, subscription))
  const back = row.return_url === null ? '' : `<p><a href="${escapeHtml(row.return_url)}">Back</a></p>`
  return {
    status: 200,
    html: document(
      'Subscriptions',
      `<h1>Your subscriptions</h1><p class="note">The sandbox stands in for Stripe's customer portal.</p>
       <form method="post"><div class="scroll"><table><tr><th>What</th><th>State</th><th>Until</th><th></th></tr>${shown.join('')}</table></div>
       <div class="row"><button formaction="/_hosted/portal/${id}/card">Pay with a card that works</button>
       <button formaction="/_hosted/portal/${id}/failing">Pay with a card that fails</button></div></form>${back}`,
    ),
  }
}

function line(world: World, account: string, id: string, subscription: SubscriptionRow): string {
  const items = itemsOf(world, account, subscription.id)
  const what = items.map(({ price, quantity }) => {
    const { name } = world.require('product', account, String(price.product))
    return `${quantity} × ${name}, ${displayAmount(price.unit_amount ?? 0, price.currency)}`
  })
  const until = Math.max(...items.map((item) => item.current_period_end))
  const [way, label] = subscription.cancel_at_period_end ? ['keep', 'Keep it'] : ['leave', 'Cancel at the end']
  return `<tr><td>${escapeHtml(what.join('; '))}</td><td>${escapeHtml(subscription.status)}</td><td>${dateOf(until)}</td>
    <td><button formaction="/_hosted/portal/${id}/${way}-${subscription.id}">${label}</button></td></tr>`
}

function act(world: World, account: string, { customer }: Rows['portal_session'], way: string): void {
  if (way === 'card' || way === 'failing') {
    const token = way === 'card' ? 'pm_card_visa' : 'pm_card_chargeCustomerFail'
    const kept = attachPaymentMethod(world, account, token, customer)
    const changed = setDefaultPaymentMethod(world, world.require('customer', account, customer), kept.id)
    recordEvent(world, account, 'customer.updated', 'customer', changed)
    return
  }
  const [wish = '', id = ''] = [way.slice(0, way.indexOf('-')), way.slice(way.indexOf('-') + 1)]
  const subscription = world.store.find('subscription', account, id)
  if (subscription === undefined || subscription.customer !== customer || isOver(subscription)) return
  updateSubscription(world, account, subscription, {
    items: [],
    extras: [],
    proration: 'none',
    prorationDate: null,
    resetsAnchor: false,
    trialEnd: null,
    paymentBehavior: 'allow_incomplete',
    fields: endingFields(world, account, subscription, wish === 'leave'),
  })
}
