import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('the policy is changed by proposal: previewed, said why, and in force once somebody else agrees', async ({
  as,
  freshProduct,
}) => {
  const product = await freshProduct({ isEmpty: true })
  const admin = await as('admin', product)
  await admin.goto('/settings/policy')
  await expectAccessible(admin)
  await admin.getByLabel('Approvals expire, hours').fill('48')
  await expect(admin.getByText('72 hours').last()).toBeVisible()
  await admin.getByLabel('Currency', { exact: true }).fill('eur')
  await admin.getByRole('button', { name: 'Add its limits' }).click()
  await admin.getByLabel('A person approves above, in EUR').fill('4,000')
  await admin.getByLabel('Two people approve above, in EUR').fill('40,000')
  await expect(admin.getByText('a person above 4,000.00 EUR, two above 40,000.00 EUR')).toBeVisible()
  await expectAccessible(admin)
  await admin.getByLabel('Currency', { exact: true }).fill('JPY')
  await admin.getByLabel('Currency', { exact: true }).press('Enter')
  await admin.getByLabel('A person approves above, in JPY').fill('500000')
  await admin.getByLabel('Two people approve above, in JPY').fill('5000000')
  await expect(admin.getByText(/two above 5,000,000 JPY/)).toBeVisible()
  await admin.getByRole('button', { name: 'Remove the limits in JPY' }).click()
  await expect(admin.getByText(/two above 5,000,000 JPY/)).toBeHidden()
  await admin.getByRole('button', { name: 'Preview the last 30 days' }).click()
  await expect(admin.getByText(/Of 0 proposals of the last 30 days/)).toBeVisible()
  await admin.getByLabel('Reason').fill('Finance closes every second day')
  await admin.getByRole('button', { name: 'Propose the new version' }).click()
  await expect(admin).toHaveURL(/\/approvals\/prp_/)
  await expect(admin.getByRole('button', { name: /^Approve/ })).toHaveCount(0)

  const approver = await as('approver', product)
  await approver.goto(admin.url())
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await expect(async () => {
    await approver.goto('/settings/policy')
    await expect(approver.getByText('Version 2 is in force.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(approver.getByText('48 hours').first()).toBeVisible()
  await expect(approver.getByText('a person above 4,000.00 EUR, two above 40,000.00 EUR')).toBeVisible()
})
