import { expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

test('capabilities are read one by one, asked for and given up, and told of', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { seller } = await openShop(bench)
  const status = async () =>
    (await stripe.accounts.listCapabilities(seller)).data.map((one) => `${one.id} ${one.status}`)
  expect(await status()).toEqual(['card_payments active', 'transfers active'])

  await bench.control('restrict', { account: seller, restricted: true })
  expect(await status()).toEqual(['card_payments inactive', 'transfers inactive'])
  await bench.control('restrict', { account: seller, restricted: false })
  await stripe.accounts.updateCapability(seller, 'card_payments', { requested: false })
  expect(await status()).toEqual(['card_payments unrequested', 'transfers active'])

  const events = await stripe.events.list({ type: 'capability.updated' }, { stripeAccount: seller })
  expect(events.data.map(({ data }) => (data.object as { status: string }).status).toReversed()).toEqual([
    'inactive',
    'inactive',
    'active',
    'active',
    'unrequested',
  ])
  expect((await refusalOf(stripe.accounts.retrieveCapability(seller, 'flying'))).param).toBe('capability')
})

test('bank accounts come, change and go with an event each; the default goes last', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { seller } = await openShop(bench)
  const details = { object: 'bank_account' as const, country: 'US', currency: 'usd', account_number: '000123456789' }
  const second = await stripe.accounts.createExternalAccount(seller, { external_account: details })
  const [first] = (await stripe.accounts.listExternalAccounts(seller)).data.filter(({ id }) => id !== second.id)
  expect((await refusalOf(stripe.accounts.deleteExternalAccount(seller, first?.id ?? ''))).code).toBe(
    'external_account_default',
  )
  await stripe.accounts.updateExternalAccount(seller, second.id, { default_for_currency: true })
  expect((await stripe.accounts.deleteExternalAccount(seller, first?.id ?? '')).deleted).toBe(true)

  const events = await stripe.events.list({ types: ['account.external_account.*'] as never }, { stripeAccount: seller })
  expect(events.data.map(({ type }) => type.split('.').at(-1)).toReversed()).toEqual(['created', 'updated', 'deleted'])
})
