import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import type { Product } from './harness/launch.ts'
import { stripe, transfersOf } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

const SELLER = 'Ridgeline Outfitters'

test.use({ expectedErrors: [/status of 422 .*\/api\/disputes\//] })

test('an operator counters a dispute with an edited pack, and nothing is lost on the way', async ({ as, product }) => {
  test.slow()
  const charge = await buy(product, 'ORD-DISPUTED')
  const opened = await fetch(`${product.sandboxUrl}/_sandbox/disputes`, {
    method: 'POST',
    body: JSON.stringify({ charge, reason: 'product_not_received' }),
  })
  const { id } = (await opened.json()) as { id: string }

  const operator = await as('operator')
  await expect(async () => {
    await operator.goto(`/disputes?q=${id}`)
    await operator.getByRole('row', { name: /product not received/ }).click({ timeout: 2_000 })
    await operator.waitForURL(`**/disputes/${id}`, { timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  await expect(operator.getByRole('heading', { level: 1, name: 'Dispute of 100.00 USD' })).toBeVisible()
  await expect(operator.getByText('The buyer says that nothing came')).toBeVisible()
  await expect(operator.getByRole('heading', { name: 'Loss of 100.00 USD' })).toBeVisible()
  await expectAccessible(operator)

  const documents = operator.getByLabel('Add documents')
  await documents.setInputFiles({ name: 'invoice.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ program') })
  await expect(operator.getByText('This is a program or an archive')).toBeVisible()
  const large = await operator.request.post(`/api/disputes/${id}/files?field=receipt`, {
    data: Buffer.alloc(50_000_000),
  })
  expect(large.status()).toBe(413)
  await operator.getByLabel('It is the').selectOption('shipping_documentation')
  await documents.setInputFiles({
    name: 'delivered.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 x'),
  })
  await expect(operator.getByRole('link', { name: 'delivered.pdf' })).toBeVisible()

  const second = await as('treasury')
  await second.goto(`/disputes/${id}`)
  await operator.getByLabel('Tracking number').fill('1Z 999 <script>alert(1)</script>')
  await operator.getByRole('button', { name: 'Save the draft' }).click()
  await expect(operator.getByText('Draft saved')).toBeVisible()
  await second.getByLabel('Tracking number').fill('another')
  await second.getByRole('button', { name: 'Save the draft' }).click()
  await expect(second.getByText('Nothing was overwritten')).toBeVisible()
  await expect(second.getByLabel('Tracking number')).toHaveValue('another')

  await operator.getByRole('button', { name: 'Counter the dispute…' }).click()
  await operator.getByLabel('I have read it, and know that it cannot be undone').check()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Propose to send it' }).click()
  await operator.waitForURL(/\/approvals\/prp_/)

  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await approver.getByRole('button', { name: /^Approve 100\.00 USD/ }).click()
  await untilState(approver, 'executed')
  await operator.goto(`/disputes/${id}`)
  await untilState(operator, 'under review')
  await expect(operator.getByText('1Z 999 <script>alert(1)</script>')).toBeVisible()
  const sent = await stripe<{ evidence: Record<string, string>; status: string }>(product, 'GET', `disputes/${id}`)
  expect(sent.status).toBe('under_review')
  expect(sent.evidence.shipping_documentation).toMatch(/^file_/)
})

test('a partial refund shows what it does to everybody, is made, and takes the seller’s part back', async ({
  as,
  product,
}) => {
  test.slow()
  const charge = await buy(product, 'ORD-REFUNDED')
  await expect.poll(() => reversedOf(product, 'ORD-REFUNDED'), { timeout: 60_000 }).toBe(0)
  const operator = await as('operator')
  await operator.goto(`/disputes/refunds/${charge}`)
  await expect(operator.getByText('In full or in part')).toBeVisible()
  await operator.getByLabel('Amount').fill('25')
  await expect(operator.getByText('The amount changed')).toBeVisible()
  await operator.getByLabel('Why').fill('One of four cups was broken.')
  await operator.getByRole('button', { name: 'Show what it would do' }).click()
  await expect(operator.getByRole('heading', { name: 'Refund of 25.00 USD' })).toBeVisible()
  await expect(operator.getByText('20.00 USD taken back by a reversal')).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Propose the refund' }).click()
  await operator.waitForURL(/\/approvals\/prp_/)

  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await approver.getByRole('button', { name: /^Approve 25\.00 USD/ }).click()
  await untilState(approver, 'executed')
  await claimed(approver)
  await approver.getByRole('button', { name: /^Approve 20\.00 USD/ }).click()
  await untilState(approver, 'executed')
  expect(await reversedOf(product, 'ORD-REFUNDED')).toBe(2_000)
})

/** A buyer pays 100.00 USD of the seller's by card; its charge. */
async function buy(product: Product, order: string): Promise<string> {
  const query = { limit: '100' }
  const { data } = await stripe<{ data: { id: string; business_profile: { name: string } }[] }>(
    product,
    'GET',
    'accounts',
    query,
  )
  const seller = data.find(({ business_profile }) => business_profile.name === SELLER)
  const intent = await stripe<{ latest_charge: string }>(product, 'POST', 'payment_intents', {
    amount: '10000',
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: 'true',
    transfer_group: order,
    'metadata[seller]': seller?.id ?? '',
    'metadata[order_id]': order,
  })
  return intent.latest_charge
}

/** What was taken back of the order's transfer; undefined while there is none. */
async function reversedOf(product: Product, order: string): Promise<number | undefined> {
  return (await transfersOf(product)).find(({ metadata }) => metadata.order_id === order)?.amount_reversed
}

/** Opens the reversal that the settlement proposes once the refund is there. */
async function claimed(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto('/settlements?q=ORD-REFUNDED')
    await page
      .getByRole('row', { name: /ORD-REFUNDED/ })
      .getByRole('link')
      .first()
      .click({ timeout: 2_000 })
    await page.getByRole('link', { name: /^Take 20\.00 USD back/ }).click({ timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
}
