import { expectAccessible, expectContrast } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

const PLACES = [
  '/',
  '/approvals',
  '/tickets',
  '/settlements',
  '/analytics',
  '/assistant',
  '/ledger',
  '/ledger/journals',
  '/close',
  '/close/exports',
  '/close/found',
  '/sellers',
  '/contracts',
  '/events',
  '/messages',
  '/audit',
  '/settings',
]

test('everything is reached by keyboard', async ({ as }) => {
  const page = await as('admin')
  await page.goto('/')
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/settlements$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Settlements' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder(/order or invoice number/).fill('ledger')
  await page.getByRole('option', { name: 'Ledger' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/ledger$/)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden()
})

test('a list is walked, peeked at, sorted and opened without a mouse, and its address remembers', async ({ as }) => {
  const page = await as('admin')
  await page.goto('/settlements')
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toBeVisible()

  await page.keyboard.press('j')
  await expect(rows.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(rows.nth(1)).toBeFocused()

  await page.getByRole('columnheader', { name: 'Gross' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=gross/)
  await expect(page.getByRole('columnheader', { name: 'Gross' })).toHaveAttribute('aria-sort', 'ascending')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Gross' })).toHaveAttribute('aria-sort', 'ascending')

  await page.keyboard.press('/')
  await page.keyboard.type('nobody has this number')
  await expect(page.getByText('Nothing matches this search and these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(rows.first()).toBeVisible()

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settlements\/stl_/)
})

test('columns and theme that were chosen stay chosen', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/settlements')
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Id' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Id', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a list is kept as it is seen under a name, and shared', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/settlements?sort=gross&dir=asc')
  await page.getByRole('button', { name: 'Views' }).click()
  const views = page.getByRole('dialog', { name: 'Views of this list' })
  await expect(views.getByText('None yet.')).toBeVisible()
  await views.getByLabel('Keep this view as').fill('Smallest first')
  await views.getByLabel('Share with everybody').check()
  await expectAccessible(page)
  await views.getByRole('button', { name: 'Save' }).click()
  await expect(views.getByRole('link', { name: 'Smallest first' })).toHaveAttribute('aria-current', 'true')

  const colleague = await as('analyst')
  await colleague.goto('/settlements')
  await colleague.getByRole('button', { name: 'Views' }).click()
  await colleague.getByRole('link', { name: 'Smallest first by Olu Operator' }).click()
  await expect(colleague).toHaveURL(/sort=gross&dir=asc/)

  await views.getByRole('button', { name: 'Remove the view Smallest first' }).click()
  await expect(views.getByText('None yet.')).toBeVisible()
})

for (const [half, places] of [
  ['one half', PLACES.slice(0, PLACES.length / 2)],
  ['the other half', PLACES.slice(PLACES.length / 2)],
] as const) {
  test(`every place is accessible in both themes and never scrolls sideways on a phone: ${half}`, async ({ as }) => {
    test.setTimeout(240_000)
    const page = await as('admin')
    for (const place of places) {
      await page.goto(place)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)

      await page.evaluate(() => localStorage.setItem('theme', 'dark'))
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await expectContrast(page)

      await page.setViewportSize({ width: 390, height: 844 })
      const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect.poll(overhang, place).toBeLessThanOrEqual(0)
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.evaluate(() => localStorage.setItem('theme', 'light'))
    }
  })
}

test('a phone gets the places in a sheet', async ({ as }) => {
  const page = await as('admin')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Places' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Sellers' }).click()
  await expect(page).toHaveURL(/\/sellers$/)
  await expect(page.getByRole('dialog')).toBeHidden()
})

test.describe('an address where nothing is', () => {
  test.use({ expectedErrors: [/status of 404/] })

  test('answers 404 and keeps the shell', async ({ as }) => {
    const page = await as('admin')
    const response = await page.goto('/settlements/stl_nothing')
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is no page or object here' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  })
})
