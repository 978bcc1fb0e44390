import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('the past was read and checked, and is read again since a day', async ({ as, freshProduct }) => {
  const product = await freshProduct()
  const page = await as('operator', product)
  await page.goto('/backfill')
  await expect(page.getByText(/All \d+ lists agree with Stripe, by count and sum of every day\./)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Self-check' }).getByRole('row').nth(1)).toContainText('agrees')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Read again' }).click()
  await page.getByLabel('Objects created since').fill('2026-01-01')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByText('2026-01-01', { exact: true })).toBeVisible()
  await expect(page.getByText(/All \d+ lists agree with Stripe/)).toBeVisible({ timeout: 60_000 })
})

test('an analyst sees the reading, but neither pauses nor begins one', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/backfill')
  await expect(page.getByRole('heading', { level: 1, name: 'Backfill' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Read again' })).toHaveCount(0)
})
