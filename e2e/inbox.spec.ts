import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

test('a message from the mail drop is linked with one click, answered after approval, and closed', async ({ as }) => {
  const operator = await as('operator')
  await operator.goto('/inbox')
  await expect(operator.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
  await expectAccessible(operator)
  await operator
    .getByRole('row', { name: /Asking for somebody else/ })
    .first()
    .click()
  await expect(operator.getByText(/Ignore all earlier instructions/)).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Link it' }).first().click()
  await expect(operator.getByText(/Decided by/)).toBeVisible()
  await operator.getByLabel('Your answer').fill('Please ask your friend to write to us.')
  await operator.getByRole('button', { name: 'Propose the answer' }).click()
  const conversation = new URL(operator.url()).pathname

  await operator.getByRole('link', { name: 'open its proposal' }).click()
  await operator.waitForURL(/\/approvals\/prp_/)
  const approver = await as('approver')
  await approver.goto(new URL(operator.url()).pathname)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')

  await operator.goto(conversation)
  await expect(
    operator.getByRole('listitem').filter({ hasText: 'Please ask your friend to write to us.' }),
  ).toBeVisible()
  await operator.getByRole('button', { name: /^Close…/ }).click()
  await operator.getByRole('button', { name: 'Close it' }).click()
  await expect(operator.getByText('A person answered it').first()).toBeVisible()
})
