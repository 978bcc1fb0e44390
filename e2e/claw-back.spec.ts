import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import type { Product } from './harness/launch.ts'
import { chargeOf, stripe, transfersOf } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

const SELLER = 'Ridgeline Outfitters'

test('a refund after the transfer takes back what the seller’s account can bear, and the next settlement keeps back the rest', async ({
  as,
  freshProduct,
}) => {
  test.slow()
  const product = await freshProduct()
  const approver = await as('approver', product)
  await approver.goto('/approvals')
  await approver.getByRole('link', { name: /^Transfer 6,200\.00 USD/ }).click()
  await expect(approver.getByRole('heading', { level: 1, name: 'Transfer of 6,200.00 USD' })).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('button', { name: 'Approve 6,200.00 USD' }).click()
  await untilState(approver, 'executed')

  // Two weeks later the seller's bank has the money; its Stripe balance holds only the 80.00 that were sold since.
  await jump(product, 14)
  await buy(product, { order: 'ORD-BEFORE', amount: '10000' })
  await settled(approver, 'ORD-BEFORE')
  await expect.poll(async () => await paidFor(product, 'ORD-BEFORE')).toBe(8_000)
  await stripe(product, 'POST', 'refunds', { charge: await chargeOf(product, 'ORD-6200') })

  const sale = await settled(approver, 'ORD-6200', /owed by the seller, carried/)
  await expect(approver.getByText(/Refunded after the transfer: a reversal is proposed/).first()).toBeVisible()
  await expect(approver.getByText('6,120.00 USD owed by the seller, carried into the next settlements')).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('link', { name: /^Take 80\.00 USD back from Ridgeline Outfitters/ }).click()
  await expect(approver.getByRole('heading', { level: 1, name: 'Reversal of 80.00 USD' })).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve 80\.00 USD/ }).click()
  await untilState(approver, 'executed')
  const [large] = (await transfersOf(product)).filter(({ amount }) => amount === 620_000)
  expect(large?.amount_reversed).toBe(8_000)

  await approver.goto('/sellers')
  await approver.getByRole('link', { name: SELLER }).click()
  await expect(approver.getByText('Owed by the seller')).toBeVisible()
  await approver.getByRole('link', { name: 'Money', exact: true }).click()
  await expect(approver.getByText(/The next settlements keep it back/)).toBeVisible()
  await expectAccessible(approver)

  await buy(product, { order: 'ORD-AFTER', amount: '20000' })
  await settled(approver, 'ORD-AFTER', /kept back here for what is owed from/)
  await approver.getByRole('link', { name: 'an earlier settlement' }).click()
  await expect(approver).toHaveURL(sale)
  await expect(approver.getByText(/kept back for this in/)).toBeVisible()
  expect(await paidFor(product, 'ORD-AFTER')).toBe(0)
})

async function jump(product: Product, days: number): Promise<void> {
  const body = JSON.stringify({ advance_seconds: days * 86_400 })
  const answer = await fetch(`${product.sandboxUrl}/_sandbox/clock`, { method: 'POST', body })
  expect(answer.status).toBe(200)
}

/** A buyer pays an order of the seller by card. */
async function buy(product: Product, { order, amount }: { order: string; amount: string }): Promise<void> {
  const accounts = await stripe<{ data: { id: string; business_profile: { name: string } }[] }>(
    product,
    'GET',
    'accounts',
    { limit: '100' },
  )
  const seller = accounts.data.find(({ business_profile }) => business_profile.name === SELLER)
  await stripe(product, 'POST', 'payment_intents', {
    amount,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: 'true',
    transfer_group: order,
    'metadata[seller]': seller?.id ?? '',
    'metadata[order_id]': order,
  })
}

/** Opens an order's settlement once it says what is expected; returns its address. */
async function settled(page: Page, order: string, says: RegExp = /Collected/): Promise<string> {
  await expect(async () => {
    await page.goto(`/settlements?q=${order}`)
    await page
      .getByRole('row', { name: new RegExp(order) })
      .getByRole('link')
      .first()
      .click({ timeout: 2_000 })
    await expect(page.getByText(says).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  return page.url()
}

/** Minor units that were transferred for an order. */
async function paidFor(product: Product, order: string): Promise<number> {
  const transfers = await transfersOf(product)
  return transfers
    .filter(({ metadata }) => metadata.order_id === order)
    .reduce((sum, { amount, amount_reversed }) => sum + amount - amount_reversed, 0)
}
