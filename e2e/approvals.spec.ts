import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { DEMO_PASSWORD, emailOf } from './harness/sign-in.ts'
import { chargeOf, stripe, transfersOf } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

const LARGE = 'Approve 6,200.00 USD'

test('a paid invoice becomes an approved transfer: executed at Stripe, posted and on record', async ({
  page,
  freshProduct,
}) => {
  const product = await freshProduct()
  await page.goto(product.url)
  await page.getByLabel('Address').fill(emailOf('approver'))
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'All approvals' }).click()
  const card = cardsOf(page).filter({ hasText: 'ORD-6200' })
  await expect(card.getByText('6,200.00 USD is over the limit of 5,000.00 USD.')).toBeVisible()
  await expectAccessible(page)
  await card.getByRole('link', { name: /^Transfer 6,200\.00 USD/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Transfer of 6,200.00 USD' })).toBeVisible()
  await page.getByRole('button', { name: LARGE }).click()

  await untilState(page, 'executed')
  await expect(page.getByText('Priya Approver approved')).toBeVisible()
  await expectAccessible(page)
  const [transfer] = (await transfersOf(product)).filter(({ amount }) => amount === 620_000)
  await expect(page.getByRole('button', { name: new RegExp(transfer?.id ?? 'no transfer') })).toBeVisible()

  await page.getByRole('link', { name: 'The settlement' }).click()
  await expect(page.getByText('7,750.00 USD').first()).toBeVisible()
  await expect(async () => {
    await page.goto(`${product.url}/ledger`)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder(/order or invoice number/).fill(transfer?.id ?? '')
    await expect(page.getByRole('option', { name: /journal entry/ }).first()).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await page
    .getByRole('option', { name: /journal entry/ })
    .first()
    .click()
  await expect(page.getByText('Seller payable').first()).toBeVisible()

  await page.goto(`${product.url}/audit?q=${transfer?.id}`)
  await expect(page.getByRole('row', { name: /Executed as tr_/ })).toBeVisible()
  await expectAccessible(page)
})

test('a rejected proposal stays rejected, with the reason', async ({ as }) => {
  const page = await as('approver')
  await page.goto('/approvals')
  const card = cardsOf(page).filter({ hasText: 'ORD-9006' })
  await card.getByRole('button', { name: 'Reject' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reject this proposal?' })
  await dialog.getByLabel('Reason').fill('The seller has to show the order first')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(card).toBeHidden()

  await page.goto('/approvals?state=rejected')
  await expect(page.getByRole('row', { name: /ORD-9006.*The seller has to show the order first/ })).toBeVisible()
})

test('two approvers at once execute one transfer', async ({ as, product }) => {
  const pages = await Promise.all([as('approver'), as('approver2')])
  const card = (page: Page) => cardsOf(page).filter({ hasText: 'Saltbox' }).last()
  await Promise.all(pages.map((page) => page.goto('/approvals')))
  const summary = await card(pages[0] as Page)
    .getByRole('link', { name: /^Transfer/ })
    .textContent()
  const order = /ORD-\d+/.exec(summary ?? '')?.[0] ?? 'no order'
  const button = (page: Page) =>
    cardsOf(page)
      .filter({ hasText: order })
      .getByRole('button', { name: /^Approve/ })
  await Promise.all(pages.map((page) => button(page).click()))
  await expect
    .poll(async () => (await transfersOf(product)).filter(({ metadata }) => metadata.order_id === order).length)
    .toBe(1)
  await pages[0].goto(`/approvals?state=executed&q=${order}`)
  await expect(pages[0].getByRole('row', { name: new RegExp(order) })).toHaveCount(1)
})

test('whoever asks for a reversal cannot approve it; somebody else takes the money back', async ({ as, product }) => {
  const asking = await as('approver')
  await asking.goto('/approvals?state=executed')
  await asking.getByRole('row').filter({ hasText: 'Transfer' }).getByRole('link').first().click()
  await asking.getByRole('button', { name: 'Reverse…' }).click()
  const dialog = asking.getByRole('dialog', { name: 'Take money back?' })
  await dialog.getByLabel('Amount').fill('1.00')
  await dialog.getByLabel('Reason').fill('Agreed with the seller')
  await dialog.getByRole('button', { name: 'Propose the reversal' }).click()
  await expect(asking.getByRole('heading', { level: 1, name: 'Reversal of 1.00' })).toBeVisible()
  await expect(asking.getByText('Whoever asks for an approval cannot give it')).toBeVisible()
  await expect(asking.getByRole('button', { name: /^Approve/ })).toHaveCount(0)

  const other = await as('approver2')
  await other.goto(asking.url())
  await other.getByRole('button', { name: /^Approve 1\.00/ }).click()
  await untilState(other, 'executed')
  await expect
    .poll(async () => (await transfersOf(product)).filter((transfer) => transfer.amount_reversed === 100).length)
    .toBe(1)
})

test('several are approved together after their total was confirmed; a refund in between voids an approval', async ({
  as,
  freshProduct,
}) => {
  const product = await freshProduct()
  const admin = await as('admin', product)
  await admin.goto('/settings')
  await admin.getByRole('button', { name: 'Pause all executions' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Pause all executions' }).click()
  await expect(admin.getByText('All executions are paused', { exact: true }).first()).toBeVisible()

  const page = await as('approver', product)
  await page.goto('/approvals')
  await page.getByRole('checkbox', { name: /ORD-6200/ }).check()
  await page.getByRole('checkbox', { name: /ORD-9006/ }).check()
  await page.getByRole('button', { name: 'Approve 2 proposals' }).click()
  const dialog = page.getByRole('dialog', { name: 'Approve 2 proposals?' })
  await expect(dialog.getByText('6,416.48 USD')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Approve 2 proposals' })).toBeDisabled()
  await dialog.getByRole('button', { name: /^Open: / }).click()
  await expect(dialog.getByText('opened', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Approve 2 proposals' }).click()
  await expect(page.getByText('Approved 2')).toBeVisible()

  await stripe(product, 'POST', 'refunds', { charge: await chargeOf(product, 'ORD-6200'), amount: '100000' })
  await admin.getByRole('button', { name: 'Release the pause…' }).click()
  await admin.getByLabel('Why it is safe to go on').fill('The incident is over')
  await expectAccessible(admin)
  await admin.getByRole('button', { name: 'Propose the release' }).click()
  await expect(admin.getByRole('heading', { level: 1, name: 'Release of the pause' })).toBeVisible()
  for (const who of ['approver', 'approver2'] as const) {
    const agreeing = await as(who, product)
    await agreeing.goto(admin.url())
    await expectAccessible(agreeing)
    await agreeing.getByRole('button', { name: 'Approve release of the pause' }).click()
    await expect(agreeing.getByText(who === 'approver' ? 'Your approval counts' : /^Approved release/)).toBeVisible()
  }

  await page.goto('/approvals?q=ORD-6200&view=all')
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row', { name: /Transfer 6,200\.00 USD.*void/ })).toBeVisible({ timeout: 1_000 })
    await expect(page.getByRole('row', { name: /Transfer 5,400\.00 USD.*needs approval/ })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  await expect
    .poll(async () => (await transfersOf(product)).some(({ metadata }) => metadata.order_id === 'ORD-9006'))
    .toBe(true)
  expect((await transfersOf(product)).filter(({ metadata }) => metadata.order_id === 'ORD-6200')).toEqual([])
})

/** The queue's cards; what they list inside is list items, too. */
const cardsOf = (page: Page) => page.locator('li[data-proposal]')
