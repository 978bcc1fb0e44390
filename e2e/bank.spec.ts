import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

const WRONG = '14.10.2026;STRIPE PAYOUT X1;R-1;"1.000,50"\n15.10.2026;RENT;R-2;-2OO,00\n'
const RIGHT = WRONG.replace('2OO', '200')
const file = (body: string) => ({
  name: 'october.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Konto 4711\n\nDatum;Verwendungszweck;Bank ref;Wert\n${body}`),
})

test('a statement with a mistake is refused by its line, mapped, imported, and told apart when it comes again', async ({
  as,
}) => {
  const page = await as('operator')
  await page.goto('/bank')
  await expect(page.getByRole('heading', { level: 1, name: 'Bank' })).toBeVisible()
  await expect(page.getByRole('row', { name: /bank-2026-\d\d-usd\.csv/ }).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add an account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a bank account' })
  await dialog.getByLabel('Name').fill('Euro reserve')
  await dialog.getByLabel('Currency').fill('zzz')
  await dialog.getByRole('button', { name: 'Add the account' }).click()
  await expect(dialog.getByLabel('Currency')).toHaveAccessibleDescription(/Choose a currency\./)
  await expectAccessible(page)
  await dialog.getByLabel('Currency').fill('eur')
  await dialog.getByRole('button', { name: 'Add the account' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('link', { name: 'Import a statement' }).click()
  await page.getByLabel('Account', { exact: true }).selectOption('Euro reserve, EUR')
  await page.getByLabel('File', { exact: true }).setInputFiles(file(WRONG))
  await expect(page.getByText('Choose the column with the amount, or those with money in and out.')).toBeVisible()
  await page.getByLabel('Column Wert').selectOption('Amount, with its sign')
  await page.getByLabel('Decimal sign').selectOption('Comma: 1.234,50')
  await expect(page.getByText('Line 5: “-2OO,00” is not an amount. Nothing was imported.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Line 5: “-2OO,00” is not an amount. Nothing was imported.')).toHaveCount(2)

  await page.getByLabel('File', { exact: true }).setInputFiles(file(RIGHT))
  await page.getByLabel('Column Wert').selectOption('Amount, with its sign')
  await page.getByLabel('Decimal sign').selectOption('Comma: 1.234,50')
  await expect(page.getByRole('region', { name: 'First lines' }).getByText('1,000.50')).toBeVisible()
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('2 new lines from 2026-10-14 to 2026-10-15 (csv), 0 left out.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 2 lines' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'october.csv' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Bank' }).click()
  await page.getByRole('link', { name: 'Import a statement' }).click()
  await page.getByLabel('Account', { exact: true }).selectOption('Euro reserve, EUR')
  await page.getByLabel('File', { exact: true }).setInputFiles(file(RIGHT))
  await expect(page.getByLabel('Column Wert')).toHaveValue('amount')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText(/This very file was imported into Euro reserve before: october\.csv/)).toBeVisible()

  await page.goto('/bank/lines?q=1000.50')
  await expect(page.getByRole('row', { name: /STRIPE PAYOUT X1/ })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/bank/records')
  await page
    .getByRole('link', { name: /^orders-/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Totals' })).toBeVisible()
  await expectAccessible(page)
})

test('another system sends statements with a key that an administrator made, until it is revoked', async ({
  as,
  product,
}) => {
  const admin = await as('admin')
  await admin.goto('/settings/keys')
  await admin.getByRole('button', { name: 'Make a key' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Which system').fill('Treasury workstation')
  await dialog.getByLabel('Import bank statements').check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const token = (await dialog.getByRole('button', { name: /^Copy key/ }).textContent())?.trim()
  await expectAccessible(admin)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()

  const post = (path: string, body: string) =>
    fetch(`${product.url}${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } })
  const statement = [
    ':20:KEY',
    ':25:FHBKUS33/4400012345',
    ':28C:99/1',
    ':60F:C261101USD1,00',
    ':61:2611011101C2,50NTRFNONREF//KEY1',
    ':62F:C261101USD3,50',
    '-\n',
  ].join('\n')
  const taken = await post('/api/bank/statements?name=key.mt940', statement)
  expect([taken.status, await taken.json()]).toMatchObject([201, { statements: [{ lineCount: 1, skippedCount: 0 }] }])
  const half = await post('/api/bank/statements?name=half.mt940', statement.slice(0, 90))
  expect(await half.json()).toMatchObject({ error: { message: expect.stringContaining('is it whole?') } })
  expect((await post('/api/records', '{}')).status).toBe(403)

  await admin
    .getByRole('listitem')
    .filter({ hasText: 'Treasury workstation' })
    .getByRole('button', { name: 'Revoke…' })
    .click()
  await admin.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(admin.getByText('Treasury workstation is revoked')).toBeVisible()
  await expectAccessible(admin)
  expect((await post('/api/bank/statements', statement)).status).toBe(401)
})
