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
