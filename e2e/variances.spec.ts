import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

test('a missing transfer is proposed by one, approved by another, and its variance resolved by the facts', async ({
  as,
}) => {
  test.slow()
  const operator = await as('operator')
  await operator.goto('/variances?class=missing_transfer')
  await expect(operator.getByRole('heading', { name: 'Variances' })).toBeVisible()
  await expectAccessible(operator)
  await operator
    .getByRole('row', { name: /Missing transfer/ })
    .first()
    .click()
  await expect(operator.getByText('Collected, owed by contract, and the seller was never paid.')).toBeVisible()
  await expectAccessible(operator)
  const variance = operator.url()
  await operator.getByRole('button', { name: /^Propose the transfer of/ }).click()
  await operator.getByLabel('Why').fill('Collected in October and never paid.')
  await operator.getByRole('button', { name: 'Propose the correcting transfer' }).click()
  await operator.waitForURL(/\/approvals\/prp_/)

  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await expect(approver.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')

  await operator.goto(variance)
  await untilState(operator, 'resolved')
  await expect(operator.getByText('The cause is gone.')).toBeVisible()
})

test('a match is confirmed, taken apart and restored; what people say stays on record', async ({ as }) => {
  const operator = await as('operator')
  await operator.goto('/variances?class=bank_lines_merged')
  await expect(operator.getByRole('heading', { name: 'Variances' })).toBeVisible()
  await expectAccessible(operator)
  await operator
    .getByRole('row', { name: /Bank lines merged/ })
    .first()
    .click()
  const match = operator.getByRole('region', { name: 'Expected' })
  await expect(match.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Take it apart…' }).click()
  await operator.getByLabel('Why they are not the same').fill('The bank says these are others.')
  await operator.getByRole('button', { name: 'Take it apart', exact: true }).click()
  await expect(operator.getByText('void', { exact: true })).toBeVisible()
  await operator.getByRole('button', { name: 'Undo the last decision' }).click()
  await expect(operator.getByText('matched (auto)')).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Undo the last decision' })).toBeHidden()
  await operator.getByRole('button', { name: 'Confirm the match' }).click()
  await expect(operator.getByText('matched (manual)')).toBeVisible()
})

test('a short payout is written off by two, and its ticket closes with it', async ({ as }) => {
  test.slow()
  const operator = await as('operator')
  await operator.goto('/variances?class=short_payout')
  await operator
    .getByRole('row', { name: /Short payout/ })
    .first()
    .click()
  await expect(operator.getByRole('heading', { name: 'Who works on it' })).toBeVisible()
  const variance = operator.url()
  await operator.getByRole('button', { name: /^Write off/ }).click()
  await operator.getByLabel('Why nobody will pay it').fill('The bank keeps its charge.')
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Propose the write-off' }).click()
  await operator.waitForURL(/\/approvals\/prp_/)

  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')

  await operator.goto(variance)
  await untilState(operator, 'resolved')
  await expect(operator.getByText('Written off: The bank keeps its charge.')).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Take it back…' })).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('link', { name: 'The entry' }).click()
  await expect(operator.getByText(/^Write-off of var_/).first()).toBeVisible()
})

test('a run shows its progress above the list, and what is selected and focused stays when the rows are read again', async ({
  as,
}) => {
  const page = await as('operator')
  let version = 'matching 1'
  await page.route('**/api/reconciliation/progress', (route) =>
    route.fulfill({ json: { runs: [{ kind: 'matching', label: 'bank lines', percent: 40 }], version } }),
  )
  await page.goto('/variances?state=all')
  await expect(page.getByText('Matching is under way: bank lines, 40 %')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByText('1 selected')).toBeVisible()
  const focused = await page.evaluate(() => document.activeElement?.outerHTML)
  const again = page.waitForRequest((request) => request.url().includes('/variances?') && request.method() === 'GET')
  version = 'matching 2'
  await (await again).response()
  await expect(page.getByText('1 selected')).toBeVisible()
  expect(await page.evaluate(() => document.activeElement?.outerHTML)).toBe(focused)
})
