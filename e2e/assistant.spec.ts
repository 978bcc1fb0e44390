import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

const QUESTION = 'Which sellers had the highest refund rates last quarter?'

test('a question is asked, followed up, found again and pinned to Today', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/settlements')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+j')
  const panel = page.getByRole('complementary', { name: 'Assistant' })
  const field = panel.getByRole('textbox', { name: 'Question' })
  await expect(field).toBeFocused()

  await page.keyboard.type(QUESTION)
  await page.keyboard.press('Enter')
  const steps = panel.getByRole('list', { name: 'Steps' })
  await expect(steps.getByText(/^Refund rate by seller, Q\d 20\d\d/)).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.type('same for this year')
  await page.keyboard.press('Enter')
  await expect(steps.last().getByText(/^Refund rate by seller, .*[1-9]\d* sellers?$/)).toBeVisible()
  const rows = panel.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Refund rate' }) })
  await expect(rows.getByRole('link').first()).toBeVisible()
  await expectAccessible(page)

  await panel.getByRole('region', { name: 'Where this can be seen' }).last().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/analytics\?metric=refund_rate&by=seller/)
  await expect(page.getByRole('heading', { level: 2, name: /^Refund rate by seller/ })).toBeVisible()

  await field.focus()
  await field.press('Escape')
  await expect(field).not.toBeFocused()

  await page.reload()
  await expect(panel.getByText(QUESTION).last()).toBeVisible()
  await expect(steps).toHaveCount(2)
  await expect(rows.first()).toBeVisible()

  await panel.getByRole('button', { name: 'Pin to Today' }).last().click()
  await expect(page.getByText('Pinned to Today, and asked again there').first()).toBeVisible()
  await page.goto('/')
  const pinned = page.getByRole('main').getByRole('region', { name: /^Refund rate by seller/ })
  await expect(pinned.first()).toBeVisible()
  await expectAccessible(page)
  await pinned
    .getByRole('button', { name: /^Unpin/ })
    .first()
    .click()
  await expect(pinned).toHaveCount(0)
})

test('conversations are named, searched, shared and deleted', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/assistant')
  await page.getByRole('button', { name: 'Ask a question' }).click()
  const panel = page.getByRole('complementary', { name: 'Assistant' })
  await panel.getByRole('button', { name: QUESTION }).click()
  await expect(panel.getByRole('list', { name: 'Steps' })).toBeVisible()
  await panel.getByRole('button', { name: 'Open on a page' }).click()
  await expect(page).toHaveURL(/\/assistant\/cnv_/)
  const address = page.url()
  await expect(page.getByRole('heading', { level: 1, name: QUESTION })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Steps' })).toBeVisible()
  await expectAccessible(page)

  const reader = await as('auditor')
  expect((await reader.request.get(address)).status()).toBe(404)
  await page.getByRole('button', { name: /^Actions on/ }).click()
  await page.getByRole('menuitem', { name: 'Share by link' }).click()
  await expect(page.getByRole('main').getByText('shared', { exact: true })).toBeVisible()
  await reader.goto(address)
  await expect(reader.getByText(/asked this and shared it/)).toBeVisible()
  await expect(reader.getByRole('textbox', { name: 'Question' })).toHaveCount(0)

  await page.getByRole('button', { name: /^Actions on/ }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Refunds of the quarter')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Refunds of the quarter' })).toBeVisible()

  await page.goto('/assistant?q=highest+refund')
  await expect(page.getByRole('link', { name: /Refunds of the quarter/ })).toBeVisible()
  await page.getByRole('button', { name: 'Actions on Refunds of the quarter' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete the conversation' }).click()
  await expect(page.getByText(/Nothing is called or says/)).toBeVisible()
})
