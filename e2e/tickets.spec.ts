import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

test('a ticket is found in the queue, planned, commented, given on and resolved, and keeps its history', async ({
  as,
}) => {
  const page = await as('operator')
  await page.goto('/tickets')
  await expect(page.getByRole('heading', { level: 1, name: 'Tickets' })).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Give to…' }).click()
  await page.getByRole('menuitem', { name: 'Olu Operator' }).click()
  await expect(page.getByText('1 given to Olu Operator')).toBeVisible()
  await page.getByRole('link', { name: /^Mine/ }).click()
  await expect(page).toHaveURL(/owner=per_/)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/tickets\/tkt_/)

  await page.getByRole('button', { name: 'Plan…' }).click()
  await page.getByLabel('Priority').selectOption('urgent')
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(page.getByRole('dialog', { name: 'Plan the ticket' })).toBeHidden()
  await expect(page.getByText('urgent', { exact: true })).toBeVisible()
  await page.getByLabel('Comment').fill('The seller answers tomorrow.')
  await page.getByRole('button', { name: 'Add the comment' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Olu Operator wrote' })).toContainText(
    'The seller answers tomorrow.',
  )
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await page.getByLabel('What was done').fill('Talked to the seller.')
  await page.getByRole('dialog', { name: 'Resolve the ticket' }).getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible()

  const exported = await page.request.get('/api/exports/tickets?state=resolved')
  expect(await exported.text()).toContain('Talked to the seller.')
  const sheet = await page.request.get('/api/exports/tickets?state=resolved&format=xlsx')
  expect([sheet.status(), (await sheet.body()).subarray(0, 2).toString()]).toEqual([200, 'PK'])
})

test('a mail about a ticket waits for somebody else, then in the outbox, and can be canceled there', async ({ as }) => {
  const page = await as('support')
  await page.goto('/tickets')
  await page.getByRole('table').getByRole('link').last().click()
  await page.getByRole('button', { name: 'Mail…' }).click()
  await page.getByLabel('To', { exact: true }).fill('seller@example.test')
  await page.getByLabel('What it says').fill('Which documents are missing?')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Propose the mail' }).click()
  await page.getByRole('link', { name: 'Mail to seller@example.test' }).click()
  await expect(page).toHaveURL(/\/approvals\/prp_/)

  const approver = await as('approver')
  await approver.goto(page.url())
  await expect(approver.getByText('Which documents are missing?').first()).toBeVisible()
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')

  const operator = await as('operator')
  await operator.goto('/messages?q=seller@example.test')
  await expectAccessible(operator)
  await operator.getByRole('table').getByRole('link').first().click()
  await expect(operator.getByText('Which documents are missing?')).toBeVisible()
  await expect(operator.getByText('It waits: SMTP_URL and MAIL_FROM are not set.')).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Cancel…' }).click()
  await operator.getByRole('button', { name: 'Cancel the message' }).click()
  await expect(operator.getByText('It was canceled')).toBeVisible()
})

test('who only reads sees the queue and no button on it', async ({ as }) => {
  const page = await as('analyst')
  await page.goto('/tickets?state=all')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('button', { name: 'Take' })).toHaveCount(0)
})

test('support works on tickets and finds no button that moves money', async ({ as }) => {
  const page = await as('support')
  await page.goto('/tickets?state=all')
  await expect(page.getByRole('table').getByRole('checkbox').first()).toBeVisible()
  await page.goto('/approvals')
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Approve|Reject|Reverse)/ })).toHaveCount(0)
})

test('an auditor reads the books, the trail and the outbox, until the day that the list of people says', async ({
  as,
}) => {
  const page = await as('auditor')
  await page.goto('/messages')
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/settings/people')
  await expect(page.getByRole('row', { name: /Audra Auditor/ })).toContainText(/auditor until \d{4}-\d\d-\d\d/)
  await expect(page.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0)
})
