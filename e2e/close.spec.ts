import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

/** The form over the page; what is announced beside it is a dialog, too. */
const form = (page: Page) => page.locator('[data-layer=modal]')

/** Closing the oldest month disturbs nobody: nothing is dated there any more. */
async function oldestMonth(page: Page): Promise<string> {
  await page.goto('/close')
  await page.getByRole('table').getByRole('link').filter({ hasText: /\d{4}/ }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: /^Close of/ })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function proposeJournal(page: Page, day: string): Promise<void> {
  await page.goto('/ledger/journals/new')
  await page.getByLabel('Accounting day').fill(day)
  await page.getByLabel('Why').fill('Audit fee, invoice to come.')
  await page.getByLabel('Amount of line 1').fill('1,200.00')
  await page.getByLabel('Amount of line 2').fill('1,200.00')
  await page.getByRole('button', { name: 'Propose the journal' }).click()
}

async function lock(page: Page, approver: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: `${verb}…` }).click()
  await form(page).getByLabel('Why').fill('Month end.')
  await page.getByRole('button', { name: `Propose to ${verb.toLowerCase()} it` }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Period lock/ })).toBeVisible()
  await approver.goto(page.url())
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')
}

test('a journal is posted and a month closed by two people; then nothing can be dated there', async ({ as }) => {
  const [operator, approver] = [await as('operator'), await as('approver')]
  const month = await oldestMonth(operator)

  await proposeJournal(operator, `${month}-28`)
  await expect(operator.getByRole('heading', { level: 1, name: `Accrual of ${month}-28` })).toBeVisible()
  await expectAccessible(operator)
  const journal = operator.url()
  await operator.getByRole('link', { name: 'What was decided, and by whom' }).click()
  await expect(operator.getByRole('heading', { level: 1, name: /^Manual journal/ })).toBeVisible()
  await approver.goto(operator.url())
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')
  await operator.goto(journal)
  await expect(operator.getByRole('link', { name: /^Entry / })).toHaveCount(2)

  await operator.goto(`/close/${month}`)
  await expectAccessible(operator)
  await lock(operator, approver, 'Soft-lock')

  await operator.goto(`/close/${month}`)
  const tasks = operator.getByRole('button', { name: /^Prepare: / })
  for (let left = await tasks.count(); left > 0; left -= 1) {
    await operator
      .getByRole('button', { name: /^Prepare: / })
      .nth(left - 1)
      .click()
    await form(operator).getByLabel('Comment').fill('First month of the books.')
    await form(operator).getByRole('button', { name: 'It is done' }).click()
    await expect(form(operator)).toBeHidden()
  }
  await approver.goto(`/close/${month}`)
  const reviews = approver.getByRole('button', { name: /^Review: / })
  for (let left = await reviews.count(); left > 0; left -= 1) {
    await reviews.nth(left - 1).click()
    await form(approver).getByRole('button', { name: 'Save the review' }).click()
    await expect(form(approver)).toBeHidden()
  }
  await expect(approver.getByText(/(\d+) of \1 tasks are done/)).toBeVisible()
  await operator.reload()
  await lock(operator, approver, 'Hard-lock')

  await proposeJournal(operator, `${month}-28`)
  await expect(operator.getByText(/This month is hard-locked: nothing posts into it/)).toBeVisible()
  await approver.goto('/close')
  await expect(approver.getByRole('row', { name: /hard-locked (\d+) of \1/ })).toBeVisible()
  await expectAccessible(approver)
})
