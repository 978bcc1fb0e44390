import type { AccountRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { setRestricted } from '../objects/account.ts'
import { takeLink } from '../objects/account-link.ts'
import { type Given, giveTaxId, verifyAccount } from '../objects/account-owner.ts'
import { document, escapeHtml, type HostedAnswer } from './page.ts'

/** The page behind an account link: what Stripe still wants of the seller, and a button that gives it. */
export function onboardingPage(world: World, method: string, token: string, form: URLSearchParams): HostedAnswer {
  const link = takeLink(world, token)
  if (link === null) return { status: 404, html: document('Link unknown', '<h1>This link is not known</h1>') }
  if (link.isSpent) return { location: link.refreshUrl }
  const account = world.require('account', world.platform, link.account)
  if (method !== 'POST') return { status: 200, html: pageOf(account, '') }
  const given = givenOf(account, form)
  if (isNew(account) && !/^\w{4,34}$/.test(given.number)) {
    return { status: 400, html: pageOf(account, 'An account number has 4 to 34 letters and digits.') }
  }
  world.transaction(() => {
    provide(world, account, given)
    link.spend()
  })
  return { location: link.returnUrl }
}

const isNew = (account: AccountRow): boolean => account.details_submitted === false

const wantsTaxId = ({ requirements }: AccountRow): boolean =>
  requirements?.currently_due?.includes('company.tax_id') ?? false

function provide(world: World, account: AccountRow, given: Given): void {
  if (isNew(account)) verifyAccount(world, account, given)
  else if (wantsTaxId(account)) giveTaxId(world, account)
  else setRestricted(world, account.id, false)
}

function givenOf(account: AccountRow, form: URLSearchParams): Given {
  const said = (name: string) => (form.get(name) ?? '').trim()
  return {
    holder: said('holder'),
    country: said('country').toUpperCase() || (account.country ?? 'US'),
    currency: account.default_currency ?? 'usd',
    number: said('number').replaceAll(' ', ''),
    taxId: said('tax_id'),
  }
}

function pageOf(account: AccountRow, problem: string): string {
  const due = account.requirements?.currently_due ?? []
  const name = account.business_profile?.name ?? account.id
  const wanted =
    due.length === 0
      ? '<p>Nothing is missing.</p>'
      : `<ul>${due.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`
  return document(
    'Onboarding',
    `<h1>${escapeHtml(name)}</h1><p class="note">The sandbox stands in for Stripe's onboarding. What is typed here is checked by nobody.</p>
     <h2>Still wanted</h2>${wanted}${problem === '' ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
     <form method="post">${isNew(account) ? fieldsOf(account, name) : ''}<button class="primary">Provide everything</button></form>`,
  )
}

/** Filled in already, so that one press goes on; another name, country or number shows what the platform makes of it. */
function fieldsOf(account: AccountRow, name: string): string {
  const field = (label: string, id: string, value: string, rest = 'required') =>
    `<label>${label}<input name="${id}" value="${escapeHtml(value)}" ${rest}></label>`
  return `<div class="row">
    ${field('Account holder', 'holder', name)}
    ${field('Country of the bank', 'country', account.country ?? 'US', 'required maxlength="2" size="4"')}
    ${field('Account number', 'number', `${account.id.replace(/\W/g, '').slice(-10)}4242`)}
    ${field('Tax number (may come later)', 'tax_id', `${account.country ?? 'US'}123456789`, '')}
  </div>`
}
