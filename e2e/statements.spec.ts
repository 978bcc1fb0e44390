import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test('a statement’s totals are the ledger’s: on its page, in its file and in the console', async ({ as }) => {
  const page = await as('operator')
  await page.goto('/sellers')
  await page.getByRole('link', { name: 'Ridgeline Outfitters' }).click()
  await page.getByRole('navigation', { name: 'Seller' }).getByRole('link', { name: 'Statements' }).click()
  await page.getByRole('button', { name: 'Issue what is missing' }).click()
  await page
    .getByRole('table')
    .getByRole('link', { name: /^\w+ 20\d\d$/ })
    .first()
    .click()
  await page.waitForURL(/\/ledger\/accounts\/\d+\?from=\d{4}-\d\d-01&to=/)
  // What is owed to a seller stands on the credit side of our books.
  const [opening, closing] = [await figureOf(page, /^Before /), await figureOf(page, /^End of /)]

  await page.goBack()
  await page.getByRole('button', { name: 'View as seller' }).click()
  await page.waitForURL(/\/portal$/)
  await page.goto('/portal/statements')
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click()
  await expect(page).toHaveTitle('Statement · Ridgeline Outfitters')
  await expectAccessible(page)
  const shown = await totalsOn(page)
  expect([-(shown.at(0)?.minor ?? 0n), -(shown.at(-1)?.minor ?? 0n)]).toEqual([opening, closing])

  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const rows = (await (await page.request.get(href ?? '')).text()).trimEnd().split('\r\n').map(cellsOf)
  const column = (label: string) => rows[0]?.indexOf(label) ?? -1
  const moved = rows.slice(2, -2)
  const inFile = shown.slice(1, -1).map(({ label }) => ({
    label,
    minor: moved.reduce((sum, row) => sum + minorOf(row[column(label)]), 0n),
  }))
  expect(inFile).toEqual(shown.slice(1, -1))
  expect([rows[1], rows.at(-2)].map((row) => minorOf(row?.at(-1)))).toEqual([shown.at(0)?.minor, shown.at(-1)?.minor])
  expect(shown.slice(0, -1).reduce((sum, { minor }) => sum + minor, 0n)).toBe(shown.at(-1)?.minor)
})

/** The totals of a statement's page, from the amount at the beginning to the one at the end, in cents. */
async function totalsOn(page: Page): Promise<{ label: string; minor: bigint }[]> {
  const [labels, amounts] = [page.locator('main dt'), page.locator('main dd')]
  const texts = await amounts.allTextContents()
  return (await labels.allTextContents()).map((label, index) => ({ label, minor: minorOf(texts[index]) }))
}

/** The amount of a figure, which stands after its label. */
async function figureOf(page: Page, label: RegExp): Promise<bigint> {
  return minorOf((await page.getByText(label).locator('xpath=following-sibling::span[1]').textContent()) ?? '')
}

const minorOf = (text = ''): bigint => BigInt(text.replace('−', '-').replaceAll(/[^\d-]/g, '') || '0')

const cellsOf = (row: string): string[] =>
  [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
