import { expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

test('an account link leads to a page where the seller gives what was missing, once', async () => {
  const bench = await openBench()
  const { seller } = await openShop(bench)
  await bench.control('restrict', { account: seller, restricted: true })
  const link = await bench.stripe.accountLinks.create({
    account: seller,
    type: 'account_onboarding',
    return_url: 'http://localhost/back',
    refresh_url: 'http://localhost/again',
  })
  expect(await (await fetch(link.url)).text()).toContain('company.verification.document')
  const given = await fetch(link.url, { method: 'POST', redirect: 'manual' })
  expect(given.headers.get('location')).toBe('http://localhost/back')
  expect((await bench.stripe.accounts.retrieve(seller)).payouts_enabled).toBe(true)
  const late = await fetch(link.url, { redirect: 'manual' })
  expect(late.headers.get('location')).toBe('http://localhost/again')
})

test('an account that was opened with nothing gets what its owner types on that page', async () => {
  const { stripe } = await openBench()
  const { id, ...opened } = await stripe.accounts.create({
    country: 'DE',
    controller: { requirement_collection: 'stripe', stripe_dashboard: { type: 'express' } },
    capabilities: { transfers: { requested: true } },
    business_profile: { name: 'Töpferei' },
  })
  expect(opened).toMatchObject({ payouts_enabled: false, charges_enabled: false, details_submitted: false })
  expect(opened.requirements?.currently_due).toContain('external_account')
  const page = async () => {
    const way = { account: id, type: 'account_onboarding', return_url: 'http://localhost/back' } as const
    return (await stripe.accountLinks.create({ ...way, refresh_url: 'http://localhost/again' })).url
  }
  const first = await page()
  const send = (url: string, said: Record<string, string>) =>
    fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(said) })
  expect((await send(first, { holder: 'Töpferei', number: '1' })).status).toBe(400)
  expect((await send(first, { holder: 'Anna', country: 'at', number: 'AT61 1904 3002', tax_id: '' })).status).toBe(303)
  const later = await stripe.accounts.retrieve(id)
  expect(later).toMatchObject({ payouts_enabled: true, company: { tax_id_provided: false } })
  expect(later.requirements?.currently_due).toEqual(['company.tax_id'])
  expect(later.external_accounts?.data[0]).toMatchObject({ country: 'AT', account_holder_name: 'Anna', last4: '3002' })
  await send(await page(), {})
  expect((await stripe.accounts.retrieve(id)).requirements?.currently_due).toEqual([])
})

test('a login link is for sellers with an Express Dashboard', async () => {
  const bench = await openBench()
  const { seller } = await openShop(bench)
  const link = await bench.stripe.accounts.createLoginLink(seller)
  expect(await (await fetch(link.url)).text()).toContain('Express Dashboard')
  const standard = await bench.stripe.accounts.create({ country: 'US', type: 'standard' })
  expect((await refusalOf(bench.stripe.accounts.createLoginLink(standard.id))).message).toContain(
    'no Express Dashboard',
  )
})

test('what a seller is called never becomes markup', async () => {
  const { stripe } = await openBench()
  const { id } = await stripe.accounts.create({
    country: 'US',
    type: 'express',
    business_profile: { name: '<b>x</b>' },
  })
  const link = await stripe.accounts.createLoginLink(id)
  expect(await (await fetch(link.url)).text()).not.toContain('<b>x')
})

test('the control page stands at the root of the controls', async () => {
  const { sandbox } = await openBench()
  const page = await fetch(`${sandbox.url}/_sandbox/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect((await fetch(`${sandbox.url}/_sandbox`)).status).toBe(200)
})
