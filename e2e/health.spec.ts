import { expectAccessible } from './harness/accessible.ts'
import type { Product } from './harness/launch.ts'
import { stripe } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

const SELLER = 'Quarry Road Records'

test('a new bank account becomes an alert and a hold that waits; put off it returns, rejected it counts against the detector', async ({
  as,
  product,
}) => {
  test.slow()
  const account = await changeBank(product)
  const operator = await as('operator')
  const row = operator.getByRole('row', { name: new RegExp(`${SELLER}.*New bank account`) })
  await expect(async () => {
    await operator.goto('/health?kind=new_bank')
    await expect(row).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(operator)
  await row.getByRole('link').first().click()
  await expect(operator.getByRole('heading', { level: 1, name: `New bank account: ${SELLER}` })).toBeVisible()
  await expect(operator.getByText(/^Bank account …6711 \(USD\), since/)).toBeVisible()
  await expectAccessible(operator)

  await operator.getByRole('button', { name: 'Snooze…' }).click()
  await operator.getByLabel('Until').fill('2020-01-01T00:00:00')
  await operator.getByLabel('Why it can wait').fill('Asked the seller by phone.')
  await operator.getByRole('button', { name: 'Put it off' }).click()
  await expect(operator.getByText('Choose a time that lies ahead, at most 90 days.')).toBeVisible()
  await expectAccessible(operator)
  await operator.getByLabel('Until').fill(await soon(product, 8))
  await operator.getByRole('button', { name: 'Put it off' }).click()
  await expect(operator.getByText('snoozed', { exact: true }).first()).toBeVisible()
  await untilState(operator, 'open')
  await expect(operator.getByText(/Put off until now, and still so: Bank details changed today/)).toBeVisible()

  const alert = operator.url()
  await operator.getByRole('link', { name: 'The proposal, needs approval' }).click()
  await operator.waitForURL(/\/approvals\//)
  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await expect(approver.getByText(/^Bank account …6711 \(USD\), since/)).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('button', { name: 'Reject' }).first().click()
  await approver.getByRole('dialog').getByRole('textbox').fill('The seller confirmed it.')
  await approver.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
  await untilState(approver, 'rejected')

  await operator.goto(alert)
  await operator.getByRole('button', { name: 'Close…' }).click()
  await operator.getByLabel('Verdict').selectOption('wrong')
  await operator.getByLabel('What it was').fill('The seller moved to another bank.')
  await operator.getByRole('button', { name: 'Close the alert' }).click()
  await expect(operator.getByText('it was wrong', { exact: true })).toBeVisible()
  await operator.goto('/health/detectors')
  await expect(operator.getByRole('row', { name: /^New bank account.* 0 %/ })).toBeVisible()
  await expectAccessible(operator)

  await operator.goto(`/sellers?q=${account}`)
  await operator.getByRole('link', { name: SELLER }).click()
  const tabs = operator.getByRole('navigation', { name: 'Seller', exact: true })
  await tabs.getByRole('link', { name: 'Health' }).click()
  await expect(operator.getByRole('heading', { name: 'What it is made of' })).toBeVisible()
  await expectAccessible(operator)
  await tabs.getByRole('link', { name: 'Activity' }).click()
  await expect(operator.getByRole('link', { name: /^Alert: Bank details changed/ })).toBeVisible()
})

/** Somebody gives the seller another bank account at Stripe. */
async function changeBank(product: Product): Promise<string> {
  const accounts = await stripe<{ data: { id: string; business_profile: { name: string } }[] }>(
    product,
    'GET',
    'accounts',
    { limit: '100' },
  )
  const account = accounts.data.find(({ business_profile }) => business_profile.name === SELLER)?.id ?? ''
  await stripe(product, 'POST', `accounts/${account}/external_accounts`, {
    'external_account[object]': 'bank_account',
    'external_account[country]': 'US',
    'external_account[currency]': 'usd',
    'external_account[account_number]': '000123456711',
    'external_account[routing_number]': '110000000',
  })
  return account
}

/** So many seconds from the product's present, as the field takes it. */
async function soon(product: Product, seconds: number): Promise<string> {
  const { now } = await (await fetch(`${product.sandboxUrl}/_sandbox/clock`)).json()
  return new Date((now + seconds) * 1_000).toISOString().slice(0, 19)
}
