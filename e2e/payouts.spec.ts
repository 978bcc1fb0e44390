import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('a payout is found in the list, proves itself by its lines, and both are exported; then a day is signed', async ({
  as,
}) => {
  const page = await as('operator')
  await page.goto('/payouts')
  await page.getByRole('link', { name: /^Tied out/ }).click()
  await expect(page).toHaveURL(/state=tied/)
  await page.goto('/payouts?state=tied&side=seller')
  await expectAccessible(page)
  const exported = await page.request.get('/api/exports/payouts?state=tied&side=seller')
  const listed = (await exported.text()).trim().split('\r\n')
  expect([exported.status(), listed[0]?.startsWith('Payout id,Account,')]).toEqual([200, true])
  await expect(page.getByText(`of ${(listed.length - 1).toLocaleString('en')}`)).toBeVisible()

  const row = listed.map((line) => line.split(',')).find(([, , , , mode]) => mode === 'breakdown')
  if (row === undefined) throw new Error('no payout of a seller was itemised')
  const [id = '', account = ''] = row
  await page.goto(`/payouts?q=${id}`)
  await page
    .getByRole('row', { name: /tied out/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByText(/add up to .* to the cent\./).first()).toBeVisible()
  await expect(page.getByText(/Sent, not confirmed/)).toBeVisible()
  await expect(page.getByRole('row', { name: /^Sent to the bank/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Remainder 0/ })).toBeVisible()
  await expectAccessible(page)

  const lines = await page.request.get(`/api/exports/payouts/${account}/${id}`)
  expect((await lines.text()).trim().split('\r\n').length).toBeGreaterThan(1)
  await page.getByRole('region', { name: 'Lines' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/settlements|ledger\/entries/)

  await page.goto('/close')
  const oldest = page.getByRole('region', { name: 'Months' }).getByRole('link').filter({ hasText: /\d{4}/ }).last()
  await page.goto(`/close/days?month=${(await oldest.getAttribute('href'))?.split('/').at(-1)}`)
  await page.getByRole('region', { name: 'Days' }).getByRole('link').last().click()
  await page.getByRole('button', { name: 'Sign the day…' }).click()
  const form = page.locator('[data-layer=modal]')
  await form.getByLabel('Comment').fill('First day of the books.')
  await form.getByRole('button', { name: 'Sign the day' }).click()
  await expect(page.getByText(/^Signed by /)).toBeVisible()
  await expectAccessible(page)
})
