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

test('a payout is explained to its seller, who is written to; a month’s statement ties to the ledger and can be checked', async ({
  as,
}) => {
  const page = await as('operator')
  const listed = await (await page.request.get('/api/exports/payouts?state=tied&side=seller')).text()
  const row = listed.split('\r\n').find((line) => line.includes(',breakdown,'))
  const [id = '', account = ''] = row?.split(',') ?? []
  await page.goto(`/payouts/${account}/${id}?lang=de`)
  await expect(page.getByText(/^Stripe hat .* an Ihre Bank gesendet/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Woraus die Auszahlung besteht' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Explain to seller…' }).click()
  const panel = page.getByRole('dialog', { name: 'Explain to seller' })
  await expect(panel.getByRole('link', { name: id })).toBeVisible()
  await panel.getByLabel('Language').selectOption('fr')
  await expect(panel.getByLabel('Reply')).toHaveValue(/^Bonjour /)
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Propose the mail' }).click()
  await panel.getByRole('link', { name: 'Version 1', exact: true }).click()
  await expect(page.getByText(/every figure stands in the facts/)).toBeVisible()

  await page.goto(`/payouts/${account}/${id}`)
  const seller = await page.locator('main a[href^="/sellers/sel_"]').first().getAttribute('href')
  await page.goto(`${seller}?view=statements`)
  await page.getByRole('button', { name: 'Issue what is missing' }).click()
  const pdf = page.getByRole('link', { name: /^PDF of/ }).first()
  await expect(pdf).toBeVisible()
  await expectAccessible(page)
  const href = await pdf.getAttribute('href')
  const file = await (await page.request.get(`${href}?lang=ja`)).body()
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  const rows = (await (await page.request.get(`${href}?format=csv`)).text()).trim().split('\r\n')
  const closing = rows.at(-2)?.split(',').at(-1) ?? ''
  const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(rows.at(-1) ?? '')?.[0] ?? ''
  await page.goto('/verify')
  await page.getByLabel('Verification code').fill(code)
  await page.getByLabel('Closing amount').fill(closing)
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByRole('status')).toContainText('Genuine')
  await expectAccessible(page)
})
