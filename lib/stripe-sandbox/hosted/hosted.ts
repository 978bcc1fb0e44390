import { displayAmount } from '../core/currency.ts'
import type { World } from '../core/world.ts'
import { balanceOf } from '../money/balance.ts'
import { checkoutPage, paymentLinkPage } from './checkout.ts'
import { onboardingPage } from './onboarding.ts'
import { document, escapeHtml, type HostedAnswer } from './page.ts'
import { portalPage } from './portal.ts'

/** Pages that Stripe hosts and a browser visits; below `/_hosted`. `form` is what the browser sent with it. */
export function hostedPage(world: World, method: string, path: string, form: URLSearchParams): HostedAnswer {
  const [, , noun = '', id = '', way = ''] = path.split('/')
  if (noun === 'onboarding') return onboardingPage(world, method, id, form)
  if (noun === 'checkout') return checkoutPage(world, method, id, way)
  if (noun === 'portal') return portalPage(world, method, id, way)
  if (noun === 'link') return paymentLinkPage(world, id)
  if (noun === 'thanks') return { status: 200, html: document('Thank you', '<h1>Thank you</h1><p>It was paid.</p>') }
  if (noun === 'dashboard') return dashboardPage(world, id)
  return { status: 404, html: document('Not here', '<h1>There is no such page</h1>') }
}

function dashboardPage(world: World, id: string): HostedAnswer {
  const account = world.store.find('account', world.platform, id)
  if (!account) return { status: 404, html: document('Not here', '<h1>There is no such account</h1>') }
  const balance = balanceOf(world, id)
  const rows = balance.available.map(
    ({ amount, currency }, at) =>
      `<tr><td class="number">${displayAmount(amount, currency)}</td><td class="number">${displayAmount(balance.pending[at]?.amount ?? 0, currency)}</td></tr>`,
  )
  const name = escapeHtml(account.business_profile?.name ?? id)
  return {
    status: 200,
    html: document(
      'Express Dashboard',
      `<h1>${name}</h1><p class="note">The sandbox stands in for the Express Dashboard.</p><div class="scroll"><table>
       <tr><th>Available</th><th>On the way</th></tr>${rows.join('')}</table></div>`,
    ),
  }
}
