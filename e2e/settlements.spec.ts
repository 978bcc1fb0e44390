import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

/** Opens the one settlement of an order. */
async function openSettlement(page: Page, orderId: string): Promise<void> {
  await page.goto(`/settlements?q=${orderId}`)
  await page
    .getByRole('row', { name: new RegExp(orderId) })
    .getByRole('link')
    .click()
  await expect(page.getByRole('heading', { level: 2, name: 'How it was split' })).toBeVisible()
}

test('a settlement is found by its order and explains its split', async ({ as }) => {
  const page = await as('operator')
  await openSettlement(page, 'ORD-6200')

  await expect(page.getByRole('heading', { level: 1, name: /^Invoice / })).toBeVisible()
  await expect(
    page.getByText(/rule 1: 20 % \(every line\)\. Commission of 7,750\.00 USD is 1,550\.00 USD/),
  ).toBeVisible()
  await expect(page.getByRole('row', { name: /^Owed to / })).toContainText('6,200.00')
  await expect(page.getByText('The buyer has paid in full.')).toBeVisible()
  await expect(page.getByRole('link', { name: /Transfer 6,200\.00 USD to/ })).toBeVisible()
  await expectAccessible(page)
})

test('the list filters by state, adds up per currency, and is exported as it is shown', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/settlements')
  await page.getByRole('link', { name: /^Nothing collected/ }).click()
  await expect(page).toHaveURL(/state=nothing_collected/)
  await expect(page.getByRole('table').getByRole('row', { name: /nothing collected/ })).toHaveCount(1)
  await expectAccessible(page)

  const exported = await page.request.get('/api/exports/settlements?state=nothing_collected')
  const lines = (await exported.text()).trim().split('\r\n')
  expect([exported.status(), lines.length, lines[0]?.startsWith('Settlement id,')]).toEqual([200, 2, true])
})

test('a paused settlement says why, and its ticket is resolved with what was done', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/settlements?state=paused&q=Juniper')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByText(/Stripe has restricted the account/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Propose again' })).toBeHidden()

  await page.getByRole('button', { name: 'Run checks again' }).click()
  await expect(page.getByText('Checked again: paused')).toBeVisible()
  await page.getByRole('button', { name: 'Resolve' }).click()
  await page.getByLabel('What was done').fill('Asked the seller for the documents.')
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click()
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Asked the seller for the documents.' }).first(),
  ).toBeVisible()
})

test('a seller is held with a reason, and released once somebody else agrees', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/sellers?standing=restricted')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByText('applies today')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Hold', exact: true }).click()
  await page.getByLabel('Why the money waits').fill('Documents are missing.')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Hold / })
    .click()
  await page.getByRole('button', { name: 'Lift…' }).click()
  await page.getByLabel('Why the money may go on').fill('The documents came.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lift the hold' }).click()
  const seller = page.url()
  await page.getByRole('link', { name: 'Its release waits for approval' }).click()
  await expect(page).toHaveURL(/\/approvals\/prp_/)
  const approver = await as('approver')
  await approver.goto(page.url())
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await expect(async () => {
    await page.goto(seller)
    await expect(page.getByText(/lifted .* by Olu Operator/)).toBeVisible({ timeout: 1_000 })
  }).toPass()
})

test('an analyst sees settlements and sellers, but nothing to work with', async ({ as }) => {
  const page = await as('analyst')
  await openSettlement(page, 'ORD-6200')
  await expect(page.getByRole('button', { name: 'Run checks again' })).toBeHidden()
  await page.goto('/sellers')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByText('Age counts from')).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: 'Hold', exact: true })).toBeHidden()
})

test('a seller shows where its money stands and what happened to it', async ({ as }) => {
  const page = await as('operator')
  await openSettlement(page, 'ORD-6200')
  await page
    .getByRole('row', { name: /^Owed to / })
    .getByRole('link')
    .click()
  await expect(page.getByRole('link', { name: /Proposed/ })).toContainText('6,200.00')
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'What happened' })).toBeVisible()
  await expectAccessible(page)
  // How far back sales stand depends on what else happened to this seller.
  for (const sold = page.getByText(/orders? sold: /).first(); !(await sold.isVisible()); ) {
    const here = page.url()
    await page.getByRole('link', { name: 'Older' }).click()
    await expect(page).not.toHaveURL(here)
  }
})

test('the tax report covers the days it is asked for, and is exported', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/settlements')
  await page.getByRole('link', { name: 'Tax liability' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tax liability' })).toBeVisible()
  await page.getByLabel('From').fill('2026-01-01')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/from=2026-01-01/)
  await expectAccessible(page)
  const exported = await page.request.get('/api/exports/tax?from=2026-01-01&until=2026-12-31')
  expect([exported.status(), (await exported.text()).startsWith('Jurisdiction,Month,')]).toEqual([200, true])
})
