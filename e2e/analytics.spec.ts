import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('a figure is split, compared and exported, and what cannot be answered says why', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/analytics?metric=gross_volume&by=seller&period=all+time')
  await expect(page.getByRole('heading', { level: 2, name: /^Gross volume by seller, all time/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Ridgeline Outfitters USD/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^All USD/ })).toBeVisible()
  await expectAccessible(page)

  await page.getByLabel('Metric').selectOption('Refund rate')
  await page.getByLabel('Period').fill('last month')
  await page.getByLabel('Compared with').selectOption('The period before')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/metric=refund_rate/)
  await expect(page.getByRole('columnheader', { name: 'Refund rate, change', exact: true })).toBeVisible()

  const exported = await page.request.get('/api/exports/analytics?metric=orders&by=month&period=all+time')
  const [header = '', first = ''] = (await exported.text()).split('\r\n')
  expect([exported.status(), header]).toEqual([200, 'Month,Orders,Currency'])
  expect(first).toMatch(/^20\d\d-\d\d,\d+,$/)

  await page.getByLabel('Period').fill('the good old days')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText(/does not say which days are meant/)).toBeVisible()
  await expectAccessible(page)
})
