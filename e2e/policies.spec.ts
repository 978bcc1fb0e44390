import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

// The browser reports answers that refuse a file: the test asks for two of them.
test.use({ expectedErrors: [/status of (?:409|422) .*\/api\/policies\?/] })

test('a policy is sent, read, found, revised and withdrawn, and what it quotes leads to its place', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/policies')
  await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Refund policy' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Add a policy' }).click()
  const file = (text: string) => ({ name: 'gift.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await page.getByLabel('File').setInputFiles({ ...file(''), buffer: Buffer.from([0xff, 0xfe, 0x00]) })
  await page.getByRole('dialog').getByRole('button', { name: 'Add the policy' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'not UTF-8' })).toBeVisible()
  await expectAccessible(page)
  const text = '# Gift cards\n\n## Breakage\n\nMarimbas expire after 900 days. ![x](https://evil.test/p.png) <b>x</b>'
  await page.getByLabel('File').setInputFiles(file(text))
  await page.getByRole('dialog').getByRole('button', { name: 'Add the policy' }).click()
  await expect(page).toHaveURL(/\/policies\/gift-cards$/)
  await expect(page.getByText('Marimbas expire after 900 days.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(0)
  await expectAccessible(page)

  await page.goto('/policies?q=marimba expiry')
  await page.getByRole('list', { name: 'Passages' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/policies\/gift-cards#breakage$/)
  await expect(page.getByRole('heading', { name: 'Breakage' })).toBeInViewport()

  await page.getByRole('button', { name: 'New version' }).click()
  await page.getByLabel('File').setInputFiles(file(text))
  await page.getByRole('button', { name: 'Add the version' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'word for word' })).toBeVisible()
  await page.getByLabel('File').setInputFiles(file(text.replace('900', '800')))
  await page.getByLabel('What changed').fill('Shorter.')
  await page.getByRole('button', { name: 'Add the version' }).click()
  await expect(page.getByText('Marimbas expire after 800 days.')).toBeVisible()
  await page.getByRole('link', { name: 'Version 1' }).click()
  await expect(page.getByText('This is an older version')).toBeVisible()
  await expect(page.getByText('Marimbas expire after 900 days.')).toBeVisible()

  await page.goto('/policies/gift-cards')
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByLabel('Why').fill('No longer sold.')
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText('This policy no longer applies')).toBeVisible()
  await page.goto('/policies?q=marimba')
  await expect(page.getByText('Nothing says “marimba”')).toBeVisible()
  await expectAccessible(page)
})

test('whoever may not manage policies reads them, on a phone and in the dark too', async ({ as }) => {
  const page = await as('analyst')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/policies/help-settlements')
  await expect(page.getByRole('heading', { level: 1, name: 'Settlements' })).toBeVisible()
  await expect(page.getByRole('table').first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: 'New version' })).toBeHidden()
  const refused = await page.request.post('/api/policies?name=a.md&audience=public', { data: '# A' })
  expect(refused.status()).toBe(403)
})
