import { expectAccessible } from './harness/accessible.ts'
import { stripe } from './harness/stripe.ts'
import { expect, test } from './harness/test.ts'
import { untilState } from './harness/until.ts'

const SELLER = 'Lumen & Loom'

test('a penalty is asked for, approved by somebody else, and owed by the seller', async ({ as }) => {
  const operator = await as('operator')
  await operator.goto('/sellers')
  await operator.getByRole('link', { name: SELLER }).click()
  await expect(operator.getByRole('heading', { level: 1, name: SELLER })).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Adjust…' }).click()
  const dialog = operator.getByRole('dialog', { name: `Adjust what ${SELLER} is owed` })
  await dialog.getByLabel('Amount').fill('12.50')
  await dialog.getByLabel('Reason').selectOption('Penalty')
  await dialog.getByLabel('Why').fill('Three late deliveries in October.')
  await expectAccessible(operator)
  await dialog.getByRole('button', { name: 'Propose the adjustment' }).click()
  await expect(operator.getByRole('heading', { level: 1, name: /^Adjustment/ })).toBeVisible()
  await expect(operator.getByText(`Penalty: 12.50 USD charged to ${SELLER}.`).first()).toBeVisible()

  const approver = await as('approver')
  await approver.goto(operator.url())
  await expectAccessible(approver)
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await untilState(approver, 'executed')
  await approver.goto('/adjustments')
  await expect(approver.getByRole('row', { name: new RegExp(`${SELLER}.*Penalty.*-12\\.50`) })).toBeVisible()
  await expectAccessible(approver)
})

test('a file of adjustments says what is wrong with a line, then what it adds up to, and is proposed once', async ({
  as,
  product,
}) => {
  const { data } = await stripe<{ data: { id: string; business_profile: { name: string } }[] }>(
    product,
    'GET',
    'accounts',
    {
      limit: '100',
    },
  )
  const seller = data.find(({ business_profile }) => business_profile.name === 'Blue Hour Books')?.id
  const file = (...lines: string[]) => ({
    name: 'october.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['seller,currency,amount,reason,note,evidence', ...lines].join('\n')),
  })
  const good = [`${seller},USD,-3.20,shipping,Labels in October,INV-1`, `${seller},USD,5.00,goodwill,Lost parcel,T-9`]
  const page = await as('operator')
  await page.goto('/adjustments')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Upload a file…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Adjustments from a file' })
  await dialog.getByLabel('File').setInputFiles(file(...good, 'acct_nobody,USD,1.00,goodwill,Hello there,'))
  await expect(dialog.getByText(/Line 4: There is no seller “acct_nobody”/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('File').setInputFiles(file(...good))
  await expect(dialog.getByText('5.00 USD to sellers, -3.20 USD from sellers')).toBeVisible()
  await dialog.getByRole('button', { name: 'Propose 2 adjustments' }).click()
  await expect(page.getByText('Proposed 2; somebody else approves them')).toBeVisible()

  await page.goto('/adjustments')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Upload a file…' }).click()
  await dialog.getByLabel('File').setInputFiles(file(...good))
  await expect(dialog.getByText('This very file was proposed before.')).toBeVisible()
})
