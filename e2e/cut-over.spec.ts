import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

/** Cells of a CSV without quotes in the columns this test reads. */
const cellsOf = (text: string) =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))

/** Minor units of what a sheet of two-decimal amounts says in all. */
function totalOf(rows: readonly string[][], currency: string): number {
  const cents = (text = '') => Math.round(Number.parseFloat(text || '0') * 100)
  return rows
    .filter((row) => row[2] === currency)
    .reduce((sum, [, , , payable, receivable]) => sum + cents(payable) - cents(receivable), 0)
}

const upload = (page: Page, name: string, lines: readonly (readonly string[])[]) =>
  page.getByLabel('File').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`),
  })

test('the books are opened: a sheet is tied out, fixed, signed by two and posted once; then a cycle is compared', async ({
  as,
  freshProduct,
}) => {
  const product = await freshProduct()
  const operator = await as('operator', product)
  await operator.goto('/settings/cutover')
  await expectAccessible(operator)
  const day = await operator.getByLabel('Last day of the old system').inputValue()
  const books = await operator.request.get(`/api/exports/cutover/books?on=${day}`)
  const [header = [], ...rows] = cellsOf(await books.text())
  const [first = [], ...others] = rows
  const owed = first.map((cell, at) => (at === 3 ? (Number.parseFloat(cell) + 12.5).toFixed(2) : cell))
  const sheet = [owed, ...others]
  const currencies = [...new Set(sheet.map((row) => row[2] ?? ''))]

  const broken = [header, ...sheet, ['acct_nobody', '', 'USD', '1', '', '', ''], first.slice(0, 3)]
  await upload(operator, 'broken.csv', broken)
  await expect(operator.getByText('No seller is called “acct_nobody”.')).toBeVisible()
  await expect(operator.getByText(/It has 3 of 7 cells: is the file cut off here/)).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Tie it out' })).toBeDisabled()
  await expectAccessible(operator)

  const tieOut = async (name: string, lines: readonly string[][], button: string) => {
    await upload(operator, name, [header, ...lines])
    for (const currency of currencies) {
      const cents = totalOf(sheet, currency)
      await operator.getByLabel(`In all, ${currency}`).fill((cents / 100).toFixed(2))
    }
    await operator.getByRole('button', { name: button }).click()
    await expect(operator.getByText(`${name}, uploaded by Olu Operator`)).toBeVisible()
  }
  await tieOut('half.csv', sheet.slice(1), 'Tie it out')
  await expect(operator.getByText('It does not tie out yet')).toBeVisible()
  await expect(operator.getByText(/The lines add up to .* are missing/)).toBeVisible()
  await expect(operator.getByText(/The sheet does not name it/).first()).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Submit for two signatures…' })).toHaveCount(0)

  await tieOut('whole.csv', sheet, 'Replace the sheet and tie it out')
  await expect(operator.getByRole('heading', { name: `Sellers: 1 of ${sheet.length} differ` })).toBeVisible()
  await expect(operator.getByText('differs', { exact: true })).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Submit for two signatures…' }).click()
  await operator.getByLabel('Why one balance differs from our books').fill('A sale before our data began.')
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Submit it' }).click()
  await expect(operator).toHaveURL(/\/approvals\/prp_/)

  for (const role of ['approver', 'approver2'] as const) {
    const approver = await as(role, product)
    await approver.goto(operator.url())
    await approver.getByRole('button', { name: /^Approve/ }).click()
    await expect(approver.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  }
  await expect(async () => {
    await operator.goto('/settings/cutover')
    await expect(operator.getByText('The books are open')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await operator.getByRole('link', { name: 'The opening entry' }).click()
  await expect(operator.getByText(`Opening balances at the end of ${day}`).first()).toBeVisible()
  await expect(operator.getByText('Opening balance', { exact: true }).first()).toBeVisible()
  await expectAccessible(operator)

  await operator.goto('/settings/cutover')
  await operator.getByRole('link', { name: 'Parallel run' }).click()
  await operator.getByLabel('First day of the cycle').fill(`${day.slice(0, 8)}01`)
  await upload(operator, 'payouts.csv', [
    ['Konto', 'Waehrung', 'Auszahlung'],
    [first[0] ?? '', first[2] ?? '', '1,00'],
  ])
  for (const [field, column] of [
    ['Seller', 'Konto'],
    ['Currency', 'Waehrung'],
    ['Net', 'Auszahlung'],
  ] as const) {
    await operator.getByLabel(field, { exact: true }).selectOption({ label: column })
  }
  await expect(operator.getByText('1 of 1 lines understood.')).toBeVisible()
  await operator.getByRole('button', { name: 'Compare' }).click()
  await expect(operator.getByRole('heading', { name: /differ$/ })).toBeVisible()
  await expect(operator.getByText('The sheet does not name this seller.').first()).toBeVisible()
  await expectAccessible(operator)
  const exported = await operator.request.get(
    `/api/exports/cutover/parallel?sheet=${new URL(operator.url()).searchParams.get('sheet')}`,
  )
  expect(await exported.text()).toContain('likely reason')
})
