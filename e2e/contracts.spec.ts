import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

/** The settlement of the large order, from its row in the list: its address and the day it was collected. */
async function largeSale(page: Page): Promise<{ href: string; collectedOn: string }> {
  await page.goto('/settlements?q=ORD-6200')
  const row = page.getByRole('row', { name: /ORD-6200/ })
  const href = (await row.getByRole('link').getAttribute('href')) ?? ''
  const collectedOn = /\d{4}-\d{2}-\d{2}/.exec((await row.textContent()) ?? '')?.[0] ?? ''
  return { href, collectedOn }
}

test('terms change from draft over a preview and two approvals to a settlement divided in tiers', async ({
  as,
  freshProduct,
}) => {
  // A product of its own has to start first.
  test.slow()
  const product = await freshProduct()
  const operator = await as('operator', product)
  const sale = await largeSale(operator)
  await operator.goto(sale.href)
  await operator
    .getByRole('row', { name: /^Owed to / })
    .getByRole('link')
    .click()
  await expect(operator.getByRole('heading', { level: 2, name: 'Contract' })).toBeVisible()
  await operator.locator('main a[href^="/contracts/"]').first().click()
  await operator.getByRole('link', { name: 'Change the terms' }).click()

  await operator.getByLabel('Applies from').fill(sale.collectedOn)
  await expect(operator.getByText(/Back-dated: two people approve it/)).toBeVisible()
  await operator.getByRole('button', { name: 'Add a tier' }).click()
  const tier = operator.getByRole('group', { name: 'Tier 1' })
  await expect(tier.getByText('Complete the tier to read it.')).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Save the draft' })).toBeDisabled()
  await tier.getByLabel('What the payee is').fill('Regional lead')
  await tier.getByLabel('Payee', { exact: true }).selectOption({ index: 1 })
  await tier.getByLabel('Gets').fill('25')
  await expect(tier.getByText(/^Regional lead .*: 25 % of the platform’s part\.$/)).toBeVisible()
  await expect(operator.getByRole('row', { name: /^Regional lead/ })).toContainText('5.00')
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Save the draft' }).click()

  await expect(operator.getByText('Tier added')).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('link', { name: 'What would last month have been?' }).click()
  await expect(operator.getByRole('heading', { level: 1, name: 'What would last month have been?' })).toBeVisible()
  await expectAccessible(operator)
  await operator.goBack()
  await operator.getByRole('button', { name: 'Submit for approval' }).click()
  await operator.getByLabel('Why the terms change').fill('The regional lead joins.')
  await operator.getByRole('dialog').getByRole('button', { name: 'Submit' }).click()
  await expect(operator.getByText('waits for approval')).toBeVisible()
  const proposal = (await operator.getByRole('link', { name: 'Its proposal' }).getAttribute('href')) ?? ''

  const approver = await as('approver', product)
  await approver.goto(proposal)
  await expect(approver.getByText(/It is back-dated to .*, so two people must approve it/).first()).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await expect(approver.getByText(/needs one more/)).toBeVisible()
  const second = await as('approver2', product)
  await second.goto(proposal)
  await second.getByRole('button', { name: /^Approve/ }).click()

  await expect(async () => {
    await operator.goto(sale.href)
    await expect(operator.getByRole('row', { name: /^Regional lead/ })).toContainText('387.50', { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(operator.getByRole('row', { name: /^Commission/ })).toContainText('1,162.50')
  await expect(operator.getByRole('row', { name: /^Owed to / })).toContainText('6,200.00')
  await expectAccessible(operator)
})

test('contracts are listed with what applies, and exported as they are shown', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/contracts')
  await expect(page.getByRole('row', { name: /Every other seller/ })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page
    .getByRole('row', { name: /Every other seller/ })
    .getByRole('link')
    .click()
  await expect(page.getByText('applies today')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Change the terms' })).toBeHidden()
  await expectAccessible(page)

  const exported = await page.request.get('/api/exports/contracts')
  const lines = (await exported.text()).trim().split('\r\n')
  expect([exported.status(), lines.length > 1, lines[0]?.startsWith('Contract id,')]).toEqual([200, true, true])
})
