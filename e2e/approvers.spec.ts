import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('a seller is released, a right is delegated and taken back, each with a second approver', async ({
  as,
  freshProduct,
}) => {
  const product = await freshProduct()
  const priya = await as('approver', product)
  const marc = await as('approver2', product)
  const agree = async (asked: Page) => {
    await expect(asked).toHaveURL(/\/approvals\/prp_/)
    await marc.goto(asked.url())
    await marc.getByRole('button', { name: /^Approve/ }).click()
  }
  const untilShown = (text: string | RegExp) =>
    expect(async () => {
      await priya.goto('/settings/approvers')
      await expect(priya.getByText(text)).toBeVisible({ timeout: 1_000 })
    }).toPass()

  await priya.goto('/approvals')
  await priya.getByRole('link', { name: /^Transfer 6,200\.00 USD/ }).click()
  await expect(priya.getByRole('heading', { level: 1, name: 'Transfer of 6,200.00 USD' })).toBeVisible()
  await priya.getByRole('button', { name: 'Approve 6,200.00 USD' }).click()
  const transfer = priya.url()
  await priya.getByRole('button', { name: 'Release this seller…' }).click()
  await priya.getByLabel('Cap').fill('9,000')
  await priya.getByLabel('Reason').fill('Reviewed this week.')
  await expectAccessible(priya)
  await priya.getByRole('button', { name: 'Propose the release' }).click()
  await expect(priya).not.toHaveURL(transfer)
  await agree(priya)
  await untilShown(/of 9,000\.00 USD used/)

  await priya.getByRole('button', { name: 'Delegate…' }).click()
  await priya.getByLabel('Who').selectOption({ label: 'Olu Operator' })
  await priya.getByLabel('Reason').fill('On leave.')
  await expectAccessible(priya)
  await priya.getByRole('button', { name: 'Propose the delegation' }).click()
  await agree(priya)
  await untilShown(/Olu Operator decides in place of Priya Approver/)
  await expectAccessible(priya)

  const olu = await as('operator', product)
  await olu.goto('/approvals')
  await expect(olu.getByRole('button', { name: /^Approve/ }).first()).toBeVisible()
  await olu.goto('/settings/approvers')
  await olu.getByRole('button', { name: 'End the delegation to Olu Operator' }).click()
  await expectAccessible(olu)
  await olu.getByRole('button', { name: 'End the delegation', exact: true }).click()
  await expect(olu.getByText('Everybody decides for themselves.')).toBeVisible()
  await olu.goto('/approvals')
  await expect(olu.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
})
