import { displayAmount } from '../core/currency.ts'
import type { World } from '../core/world.ts'
import { payCheckout } from '../objects/checkout-session.ts'
import { openPaymentLink } from '../objects/payment-link.ts'
import { document, escapeHtml, type HostedAnswer } from './page.ts'

/** Ways to pay that the page offers, by the last part of the address the form is sent to. */
const METHODS: Readonly<Record<string, { readonly label: string; readonly method: string }>> = {
  card: { label: 'Pay by card', method: 'pm_card_visa' },
  bank: { label: 'Pay from a bank account', method: 'pm_usBankAccount_success' },
  declined: { label: 'Pay with a card that is declined', method: 'pm_card_chargeDeclined' },
}

/** The page behind a checkout session: what is bought, the total, ways to pay, and the way back. */
export function checkoutPage(world: World, method: string, id: string, way: string): HostedAnswer {
  const found = world.store.findAnywhere('checkout_session', id)
  if (!found) return { status: 404, html: document('Not here', '<h1>There is no such checkout</h1>') }
  const { account, row: session } = found
  if (session.status !== 'open') {
    const words = session.status === 'complete' ? 'This was paid already.' : 'This page has expired.'
    return { status: 200, html: document('Checkout', `<h1>Checkout</h1><p>${words}</p>`) }
  }
  const chosen = METHODS[way]
  if (method === 'POST' && chosen !== undefined) {
    const paid = world.transaction(() => payCheckout(world, account, session, chosen.method))
    if (paid.status === 'complete')
      return { location: (paid.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id) }
    return page(world, account, id, 'The card was declined. Try another way to pay.')
  }
  return page(world, account, id, '')
}

function page(world: World, account: string, id: string, problem: string): HostedAnswer {
  const session = world.require('checkout_session', account, id)
  const { rows } = world.store.list('checkout_line', account, { session: id }, { limit: 100, oldestFirst: true })
  const shown = rows.map(
    ({ description, quantity, amount_total, currency }) =>
      `<tr><td>${escapeHtml(description ?? '')}</td><td class="number">${quantity}</td><td class="number">${displayAmount(amount_total, currency)}</td></tr>`,
  )
  const total = displayAmount(session.amount_total ?? 0, session.currency ?? 'usd')
  const title =
    session.mode === 'setup' ? 'Save a way to pay' : `${session.mode === 'payment' ? 'Pay' : 'Subscribe for'} ${total}`
  const buttons = Object.entries(METHODS).map(
    ([way, { label }]) =>
      `<button formaction="/_hosted/checkout/${id}/${way}"${way === 'card' ? ' class="primary"' : ''}>${label}</button>`,
  )
  const back =
    session.cancel_url === null ? '' : `<p><a href="${escapeHtml(session.cancel_url)}">Back without paying</a></p>`
  return {
    status: 200,
    html: document(
      'Checkout',
      `<h1>${title}</h1><p class="note">The sandbox stands in for Stripe Checkout. No card number is asked for.</p>
       <p role="status">${escapeHtml(problem)}</p><div class="scroll"><table><tr><th>What</th><th>Quantity</th><th>Amount</th></tr>${shown.join('')}
       <tr><th scope="row">Total</th><td></td><td class="number">${total}</td></tr></table></div>
       <form method="post" class="row">${buttons.join('')}</form>${back}`,
    ),
  }
}

/** The address of a payment link: whoever opens it gets a checkout of their own. */
export function paymentLinkPage(world: World, id: string): HostedAnswer {
  const found = world.store.findAnywhere('payment_link', id)
  if (!found) return { status: 404, html: document('Not here', '<h1>There is no such link</h1>') }
  if (!found.row.active) return { status: 200, html: document('Checkout', '<h1>This link is no longer active</h1>') }
  const session = world.transaction(() => openPaymentLink(world, found.account, found.row))
  return { location: session.url ?? '' }
}
