import type { World } from '../core/world.ts'
import { setRestricted } from '../objects/account.ts'
import { takeLink } from '../objects/account-link.ts'
import { document, escapeHtml, type HostedAnswer } from './page.ts'

/** The page behind an account link: what Stripe still wants of the seller, and a button that gives it. */
export function onboardingPage(world: World, method: string, token: string): HostedAnswer {
  const link = takeLink(world, token)
  if (link === null) return { status: 404, html: document('Link unknown', '<h1>This link is not known</h1>') }
  if (link.isSpent) return { location: link.refreshUrl }
  const account = world.require('account', world.platform, link.account)
  if (method === 'POST') {
    world.transaction(() => {
      setRestricted(world, account.id, false)
      link.spend()
    })
    return { location: link.returnUrl }
  }
  const due = account.requirements?.currently_due ?? []
  const name = account.business_profile?.name ?? account.id
  const wanted =
    due.length === 0
      ? '<p>Nothing is missing.</p>'
      : `<ul>${due.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`
  return {
    status: 200,
    html: document(
      'Onboarding',
      `<h1>${escapeHtml(name)}</h1><p class="note">The sandbox stands in for Stripe's onboarding. No data is asked for.</p>
       <h2>Still wanted</h2>${wanted}<form method="post"><button class="primary">Provide everything</button></form>`,
    ),
  }
}
