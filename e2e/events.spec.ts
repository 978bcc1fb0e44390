import { SANDBOX_KEY } from '#lib/platform/env.ts'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

/** Something happens at Stripe; its event reaches the product by itself. */
async function makeCustomer(sandboxUrl: string): Promise<string> {
  const response = await fetch(`${sandboxUrl}/v1/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SANDBOX_KEY}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'name=Grace',
  })
  const { id } = (await response.json()) as { id: string }
  return id
}

test('an event is found by its object, read, and replayed without a second effect', async ({ as, product }) => {
  const customer = await makeCustomer(product.sandboxUrl)
  const page = await as('operator')
  const row = page.getByRole('row', { name: /customer\.created/ })
  await expect(async () => {
    await page.goto(`/events?q=${customer}`)
    await expect(row.getByText('mirrored')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(page)

  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'customer.created' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Payload' })).toContainText('"Grace"')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Replay' }).click()
  await expect(page.getByText('The event is worked on again')).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('as Stripe said when asked')).toBeVisible({ timeout: 1_000 })
  }).toPass()
})

test('several events are replayed at once', async ({ as, product }) => {
  const customers = [await makeCustomer(product.sandboxUrl), await makeCustomer(product.sandboxUrl)]
  const page = await as('admin')
  for (const customer of customers) {
    await expect(async () => {
      await page.goto(`/events?q=${customer}`)
      await expect(page.getByText('mirrored')).toBeVisible({ timeout: 1_000 })
    }).toPass()
  }
  await page.goto('/events?type=customer.created')
  const boxes = page.getByRole('row', { name: /customer\.created/ }).getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: 'Replay 2 events' }).click()
  await expect(page.getByText('2 events are worked on again')).toBeVisible()
})

test('an analyst reads events, but neither buyers’ data nor a way to replay', async ({ as, product }) => {
  const customer = await makeCustomer(product.sandboxUrl)
  const page = await as('analyst')
  await expect(async () => {
    await page.goto(`/events?q=${customer}`)
    await expect(page.getByRole('row', { name: /customer\.created/ })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page
    .getByRole('row', { name: /customer\.created/ })
    .getByRole('link')
    .click()
  await expect(page.getByText('The payload may name buyers.')).toBeVisible()
  await expect(page.getByText('Grace')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Replay' })).toBeHidden()
})
