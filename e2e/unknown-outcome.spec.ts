import type { Page } from '@playwright/test'
import { SANDBOX_KEY } from '#lib/platform/env.ts'
import { expectAccessible } from './harness/accessible.ts'
import type { Product } from './harness/launch.ts'
import { expect, test } from './harness/test.ts'

const control = async ({ sandboxUrl }: Product, what: 'faults' | 'clock', body: object) => {
  const response = await fetch(`${sandboxUrl}/_sandbox/${what}`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

async function transfersOf({ sandboxUrl }: Product): Promise<number> {
  const headers = { authorization: `Bearer ${SANDBOX_KEY}` }
  const response = await fetch(`${sandboxUrl}/v1/transfers?limit=100`, { headers })
  const { data }: { data: { metadata: Record<string, string> }[] } = await response.json()
  return data.filter(({ metadata }) => metadata.tieout_proposal !== undefined).length
}

const untilShown = (page: Page, text: string | RegExp) =>
  expect(async () => {
    await page.reload()
    await expect(page.getByText(text, { exact: text === 'executed' }).first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })

test('an outcome that Stripe never told is ended by what two people found, and a new try pays once', async ({
  as,
  freshProduct,
}) => {
  const product = await freshProduct({ isFrozen: true })
  await control(product, 'faults', {
    rules: [{ match: { method: 'POST', path: '/v1/transfers' }, kind: 'reset_before' }],
  })
  const approver = await as('approver', product)
  await approver.goto('/approvals')
  await approver.getByRole('link', { name: /^Transfer 6,200\.00 USD/ }).click()
  await expect(approver.getByRole('heading', { level: 1, name: 'Transfer of 6,200.00 USD' })).toBeVisible()
  await approver.getByRole('button', { name: 'Approve 6,200.00 USD' }).click()
  await untilShown(approver, 'unknown (checking)')
  const before = await transfersOf(product)
  await control(product, 'clock', { advance_seconds: 25 * 3_600 })
  await untilShown(approver, /the key no longer protects a second try/)

  const operator = await as('operator', product)
  const transfer = approver.url()
  await operator.goto(transfer)
  await operator.getByRole('button', { name: 'Record what you found…' }).click()
  await operator.getByLabel('Transfer', { exact: true }).fill('tr_elsewhere')
  await operator.getByLabel('Where you looked, and what you saw').fill('Searched the Dashboard by order and seller.')
  await operator.getByRole('button', { name: 'Record it' }).click()
  await expect(operator.getByText('Stripe has no tr_elsewhere there')).toBeVisible()
  await expectAccessible(operator)
  await operator.getByLabel('Finding').selectOption('absent')
  await operator.getByRole('button', { name: 'Record it' }).click()
  await expect(operator.getByRole('heading', { level: 1, name: 'Finding about an unknown outcome' })).toBeVisible()
  await expectAccessible(operator)

  await approver.goto(operator.url())
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await expect(approver.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  await control(product, 'faults', { rules: [] })
  await operator.goto(transfer)
  await untilShown(operator, 'Two people found that it did not happen')
  await operator.getByRole('button', { name: 'Try again' }).click()
  await untilShown(operator, 'executed')
  expect(await transfersOf(product)).toBe(before + 1)
})
