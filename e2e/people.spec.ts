import { startIdentityProvider } from '#lib/people/testing-oidc.ts'
import { expectAccessible } from './harness/accessible.ts'
import { expect, test } from './harness/test.ts'

test.describe('somebody new', () => {
  test('is invited, sets a password with a link that works once, and loses access at once', async ({
    as,
    browser,
    product,
  }) => {
    const admin = await as('admin')
    await admin.goto('/settings/people')
    await expectAccessible(admin)
    await admin.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Invite somebody' })
    await dialog.getByLabel('Name').fill('Nia New')
    await dialog.getByLabel('Address').fill('Nia@example.com')
    await dialog.getByLabel('Role').selectOption('analyst')
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    const shown = admin.getByRole('dialog', { name: 'A link for Nia New' })
    const link = /https?:\/\/\S+\/set-up\/[\w-]+/.exec((await shown.textContent()) ?? '')?.[0] ?? ''

    const context = await browser.newContext({ baseURL: product.url })
    const page = await context.newPage()
    await page.goto(link)
    await page.getByLabel('New password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('link', { name: 'Sign in as nia@example.com' }).click()
    await page.getByLabel('Address').fill('nia@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()

    await page.goto(link)
    await expect(page.getByText('This link cannot be used')).toBeVisible()

    await admin.goto('/settings/people')
    await admin.getByRole('button', { name: 'Actions for Nia New' }).click()
    await admin.getByRole('menuitem', { name: 'Deactivate…' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await expect(admin.getByRole('row', { name: /Nia New/ }).getByText('deactivated')).toBeVisible()
    await page.goto('/settlements')
    await expect(page).toHaveURL(/\/sign-in\?from=%2Fsettlements$/)
    await context.close()
  })
})

test('a role that decides about money counts once a second person agreed', async ({ as, freshProduct }) => {
  const product = await freshProduct({ isEmpty: true })
  const admin = await as('admin', product)
  await admin.goto('/settings/people')
  await admin.getByRole('button', { name: 'Actions for Olu Operator' }).click()
  await admin.getByRole('menuitem', { name: 'Roles…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Roles of Olu Operator' })
  await dialog.getByLabel('approver').check()
  await dialog.getByLabel('admin', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Save the roles' }).click()
  await expect(dialog.getByText('Who manages people should not release money.')).toBeVisible()
  await expectAccessible(admin)
  await dialog.getByLabel('admin', { exact: true }).uncheck()
  await dialog.getByRole('button', { name: 'Save the roles' }).click()
  const waiting = admin.getByRole('link', { name: /Let Olu Operator .* be approver, operator/ })
  await expect(waiting).toBeVisible()
  await expectAccessible(admin)
  await waiting.click()
  await expect(admin).toHaveURL(/\/approvals\/prp_/)
  await expect(admin.getByRole('button', { name: /^Approve/ })).toHaveCount(0)

  const approver = await as('approver', product)
  await approver.goto(admin.url())
  await approver.getByRole('button', { name: /^Approve/ }).click()
  await expect(async () => {
    await approver.goto('/settings/people')
    await expect(approver.getByRole('row', { name: /Olu Operator/ }).getByText('approver, operator')).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
})

test('an invitation that was a mistake is withdrawn', async ({ as, page }) => {
  const admin = await as('admin')
  await admin.goto('/settings/people')
  await admin.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('Name').fill('Mia Mistake')
  await dialog.getByLabel('Address').fill('mia@example.com')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const shown = admin.getByRole('dialog', { name: 'A link for Mia Mistake' })
  const link = /https?:\/\/\S+\/set-up\/[\w-]+/.exec((await shown.textContent()) ?? '')?.[0] ?? ''
  await admin.keyboard.press('Escape')
  await admin.getByRole('button', { name: 'Withdraw the invitation of Mia Mistake' }).click()
  await admin.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(admin.getByText('mia@example.com')).toHaveCount(0)
  await page.goto(link)
  await expect(page.getByText('This link cannot be used')).toBeVisible()
})

test('somebody changes their own password, and is signed out everywhere', async ({ as, browser, product }) => {
  const admin = await as('admin')
  await admin.goto('/settings/people')
  await admin.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('Name').fill('Pia Password')
  await dialog.getByLabel('Address').fill('pia@example.com')
  await dialog.getByLabel('Role').selectOption('analyst')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const shown = admin.getByRole('dialog', { name: 'A link for Pia Password' })
  const link = /https?:\/\/\S+\/set-up\/[\w-]+/.exec((await shown.textContent()) ?? '')?.[0] ?? ''

  const context = await browser.newContext({ baseURL: product.url })
  const page = await context.newPage()
  const enter = async (password: string) => {
    await page.goto('/sign-in')
    await page.getByLabel('Address').fill('pia@example.com')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
  }
  await page.goto(link)
  await page.getByLabel('New password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('The password is set')).toBeVisible()
  await enter('correct horse battery')

  await page.goto('/settings/you')
  await expectAccessible(page)
  await page.getByLabel('Password now').fill('not this one at all')
  await page.getByLabel('New password').fill('staple gun and glue')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('This is not your password.')).toBeVisible()
  await page.getByLabel('Password now').fill('correct horse battery')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await page.goto('/settlements')
  await expect(page).toHaveURL(/\/sign-in/)
  await enter('staple gun and glue')
  await context.close()
})

test.describe('a wrong password', () => {
  test.use({ expectedErrors: [/401 \(Unauthorized\)/] })

  test('is refused with one sentence, whoever it was given for', async ({ page }) => {
    for (const address of ['approver2@demo.test', 'nobody@example.com']) {
      await page.goto('/sign-in')
      await page.getByLabel('Address').fill(address)
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByText('Address and password do not match.')).toBeVisible()
    }
    await expectAccessible(page)
  })
})

test('a page asked for before signing in is shown afterwards, and never a page elsewhere', async ({
  page,
  product,
}) => {
  for (const [asked, shown] of [
    ['/ledger', '/ledger'],
    ['//example.com', '/'],
    ['/\\example.com', '/'],
  ] as const) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?from=${encodeURIComponent(asked)}`)
    await page.getByLabel('Address').fill('analyst@demo.test')
    await page.getByLabel('Password').fill('demo-tieout')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(`${product.url}${shown}`)
  }
})

test('an address with a zero character is refused, and so is a body that is no JSON', async ({ page }) => {
  const asked = await page.request.get('/settlements?q=%00')
  expect(asked.status()).toBe(400)
  expect(await asked.text()).toContain('Remove %00')
  const sent = await page.request.post('/api/set-up', { data: Buffer.from('{"token":') })
  expect(sent.status()).toBe(400)
})

test('somebody of the company comes in by its identity provider, with the roles of their groups, or is told why not', async ({
  beside,
  browser,
}) => {
  const provider = await startIdentityProvider()
  const product = await beside({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'tieout',
    OIDC_CLIENT_SECRET: 'a secret of the tests',
    OIDC_NAME: 'Example Account',
    OIDC_ROLES: 'finance=operator, readers=analyst',
  })
  const context = await browser.newContext({ baseURL: product.url })
  const page = await context.newPage()
  const olga = { sub: 'olga', email: 'olga@company.test', email_verified: true, name: 'Olga Ops' }

  provider.be({ ...olga, groups: ['chess'] })
  await page.goto('/settlements')
  await page.getByRole('button', { name: 'Sign in with Example Account' }).click()
  await expect(page.getByText('None of your groups has a role in Tieout.')).toBeVisible()
  await expectAccessible(page)

  provider.be({ ...olga, groups: ['finance'] })
  await page.goto('/settlements')
  await page.getByRole('button', { name: 'Sign in with Example Account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settlements' })).toBeVisible()
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByText('olga@company.test')).toBeVisible()
  await context.close()
  await provider.close()
})
