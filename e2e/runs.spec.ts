import { expectAccessible } from './harness/accessible.ts'
import { transfersOf } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'

test('a run gathers what is due, leaves one out, is approved with one total and executed', async ({
  as,
  freshProduct,
}) => {
  test.slow()
  const product = await freshProduct()
  const operator = await as('operator', product)
  await operator.goto('/runs')
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Make a run' }).click()
  await expect(operator.getByRole('heading', { level: 1, name: /^Run of sales up to/ })).toBeVisible()
  await expectAccessible(operator)
  const large = operator.getByRole('row', { name: /ORD-6200/ })
  await large.getByRole('button', { name: 'Leave out…' }).click()
  await operator.getByLabel('Why').fill('The seller asked to wait.')
  await operator.getByRole('button', { name: 'Leave it out' }).click()
  await expect(large.getByText('Left out: The seller asked to wait.')).toBeVisible()
  await operator.getByRole('button', { name: 'Submit for approval' }).click()
  await operator.getByRole('button', { name: 'Submit the run' }).click()
  await expect(operator.getByText('needs approval').first()).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Submit for approval' })).toHaveCount(0)

  const approver = await as('approver', product)
  await approver.goto(operator.url())
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve \d+ proposals?$/ }).click()
  const dialog = approver.getByRole('dialog', { name: /^Approve \d+ proposals?\?/ })
  // Chance picks how many are opened first.
  const unopened = dialog.getByRole('button', { name: /^Open: / })
  await expect(unopened.first()).toBeVisible()
  for (let left = await unopened.count(); left > 0; left -= 1) {
    await unopened.first().click()
    await expect(unopened).toHaveCount(left - 1)
  }
  await dialog.getByRole('button', { name: /^Approve \d+ proposals?$/ }).click()

  await expect(async () => {
    await approver.reload()
    await expect(approver.getByText('done', { exact: true })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  expect((await transfersOf(product)).filter(({ amount }) => amount === 620_000)).toEqual([])

  await operator.goto('/runs')
  await expect(operator.getByRole('row', { name: /done/ })).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Make a run' }).click()
  await expect(operator.getByRole('row', { name: /ORD-6200/ })).toBeVisible()
})
