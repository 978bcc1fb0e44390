import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'
import { watch } from './harness/watch.ts'

/** A phone: 390 px wide, fingers instead of a pointer. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-US' } as const

test('an operator invites, the seller opens an account at Stripe and accepts the terms, the operator checks and releases', async ({
  as,
  browser,
  product,
}) => {
  const operator = await as('operator')
  await operator.goto('/onboarding')
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Invite a seller' }).click()
  const form = operator.getByRole('dialog')
  await form.getByLabel('Name').fill('Loom & Thread')
  await form.getByLabel('Address').fill('hello@kiln.example')
  await form.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(form.getByText('Kiln & Co was invited with this address already.')).toBeVisible()
  await form.getByLabel('Address').fill('hello@loom.example')
  await form.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(operator.getByRole('link', { name: 'Loom & Thread' })).toBeVisible()

  const csv = await (await operator.request.get('/api/exports/messages?q=hello@loom.example')).text()
  await operator.goto(`/messages/${/msg_\w+/.exec(csv)?.[0]}`)
  const mail = (await operator.locator('main').textContent()) ?? ''
  const link = /https?:\/\/\S+\/portal\/join\/[\w-]{43}/.exec(mail)?.[0] ?? ''

  const context = await browser.newContext({ ...PHONE, baseURL: product.url })
  const complaints = watch(context)
  const seller = await context.newPage()
  // A mail scanner looks at the link first, and uses nothing up.
  expect((await context.request.get(link)).ok()).toBe(true)
  await seller.goto(link)
  await expectAccessible(seller)
  await seller.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(seller.getByRole('heading', { name: 'Getting started' })).toBeVisible()
  await expectAccessible(seller)
  expect(await seller.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)

  await seller.getByRole('button', { name: 'Open at Stripe' }).click()
  await seller.getByLabel('Account holder').fill('Somebody Else')
  await seller.getByRole('button', { name: 'Provide everything' }).click()
  await expect(seller.getByText('Stripe has what it needs.')).toBeVisible()
  await seller.getByRole('button', { name: 'Accept these terms' }).click()
  await expect(seller.getByText(/You accepted the terms on/)).toBeVisible()
  await expect(seller.getByText(/is looking at it/)).toBeVisible()
  await seller.goto(link)
  await expect(seller.getByRole('heading', { name: 'This invitation was used' })).toBeVisible()

  await operator.goto('/onboarding?state=checks')
  await operator.getByRole('link', { name: 'Loom & Thread' }).click()
  await expect(operator.getByText('belongs to “Somebody Else”', { exact: false })).toBeVisible()
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'Let pass…' }).click()
  await operator.getByLabel('Why it is in order').fill('The owner’s own account, seen in the register.')
  await operator.getByRole('button', { name: 'Let it pass' }).click()
  await expect(operator.getByText(/let it pass on/)).toBeVisible()
  await operator.getByRole('button', { name: 'Release…' }).click()
  await operator.getByLabel('What you looked at').fill('Checks and terms are in order.')
  await operator.getByRole('button', { name: 'Release the payment' }).click()
  await expect(operator.getByRole('link', { name: 'Its release waits for a second person' })).toBeVisible()
  expect(complaints).toEqual([])
  await context.close()
})
