import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('the balance is forecast day by day, wondered about, and held against what came', async ({ as }) => {
  const page = await as('treasury')
  await page.goto('/forecast?currency=USD')
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { level: 2, name: 'Day by day' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
  const days = page.getByRole('table', { name: 'What makes each day up, in USD' })
  await expect(days.getByRole('row')).toHaveCount(91)
  await expectAccessible(page)

  const last = page.getByText(/^Expected on /).locator('..')
  const before = await last.textContent()
  await page.getByLabel('What if refunds change').selectOption('Twice as many')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/refunds=2000/)
  await expect(page.getByText(/if refunds are twice as many/)).toBeVisible()
  expect(await last.textContent()).not.toBe(before)

  await page.getByRole('link', { name: 'How good forecasts were' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accuracy of forecasts' })).toBeVisible()
  await expectAccessible(page)
})
